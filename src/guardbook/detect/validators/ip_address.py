"""IP address of a device: version 4 or 6, other than those that point to no particular device.

Source: IANA special-purpose address registries, https://www.iana.org/assignments/iana-ipv4-special-registry

>>> check("81.2.69.142")
True
>>> check("2001:db8::8a2e:370:7334")
True
>>> check("127.0.0.1")  # this very machine
False
>>> check("255.255.255.0")  # a mask
False
>>> check("1.2.3.400")
False
"""

from ipaddress import ip_address


def check(value: str) -> bool:
    """Return whether a value is an address that can belong to somebody's device (private networks included)."""
    try:
        address = ip_address(value)
    except ValueError:
        return False
    if address.is_loopback or address.is_unspecified or address.is_multicast:
        return False
    return address.version == 6 or not (value.startswith(("0.", "255.")) or value.endswith(".0.0"))
