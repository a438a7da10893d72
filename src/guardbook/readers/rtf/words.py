"""What the control words of RTF mean to a reader of text: destinations, characters, code pages."""

DESTINATIONS = {
    "header": "header-footer",
    "headerl": "header-footer",
    "headerr": "header-footer",
    "headerf": "header-footer",
    "footer": "header-footer",
    "footerl": "header-footer",
    "footerr": "header-footer",
    "footerf": "header-footer",
    "annotation": "comment",
    "atnauthor": "comment-person",
    "atnid": "comment-person",
    "revtbl": "comment-person",
    "fldinst": "field-code",
    "formfield": "validation-list",
    "ffl": "validation-list",
    "ffdeftext": "validation-list",
    "ffhelptext": "validation-list",
    "ffstattext": "validation-list",
    "title": "document-properties",
    "subject": "document-properties",
    "author": "document-properties",
    "manager": "document-properties",
    "company": "document-properties",
    "operator": "document-properties",
    "category": "document-properties",
    "keywords": "document-properties",
    "comment": "document-properties",
    "doccomm": "document-properties",
    "hlinkbase": "document-properties",
    "propname": "custom-properties",
    "staticval": "custom-properties",
    "docvar": "document-variable",
    "template": "template-path",
    "generator": "file-metadata",
    "bkmkstart": "structure",
    "listname": "structure",
    "objname": "structure",
    "filetbl": "link-target",
    "sn": "property-name",
    "sv": "alt-text",
    "mmconnectstr": "connection",
    "mmconnectstrdata": "connection",
    "mmdatasource": "connection",
    "mmheadersource": "connection",
    "mmquery": "connection",
    "mmaddfieldname": "connection",
    "mmmailsubject": "connection",
    "nextfile": "connection",
    "xmlattrvalue": "custom-xml",
}
"""Groups whose text does not stand in the running text, and the code of each ("property-name" is no part's)."""
NOTES = frozenset({"footnote", "shptxt", "dptxbxtext"})
"""Groups whose text shows, but apart from the paragraph they hang on."""

PASSED = frozenset({"picprop", "shpinst", "shp", "shpgrp", "ud", "upr", "fldrslt", "do", "background"})
"""Groups that only hold others, whose text goes where it would without them."""
DULL = frozenset(
    "fonttbl  listtable listoverridetable listtext pntext rsidtbl latentstyles"
    " themedata colorschememapping objclass falt panose fontemb fontfile bkmkend"
    " atrfstart atrfend atnref atndate atntime atnparent fldtype xmlnstbl mmathPr passwordhash wgrffmtfilter"
    " pgdsctbl pgptbl pnseclvl pnseclvl1 pntxta pntxtb bin password writereservhash defchp defpap"
    " oldcprops oldpprops oldtprops oldsprops nesttableprops ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn"
    " themelanguage blipuid blipupi objalias objsect lsdlockedexcept".split()
)
"""Groups without text of a person's making, or with what another group says again."""

CHARACTERS = {
    "par": "\n",
    "sect": "\n",
    "page": "\n",
    "column": "\n",
    "line": "\n",
    "lbr": "\n",
    "softline": "\n",
    "softpage": "\n",
    "nestrow": "\n",
    "tab": "\t",
    "nestcell": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
}
SYMBOLS = {"~": "\u00a0", "_": "-", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}"}
PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850", "ansi": "cp1252"}
CHARSETS = {
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gbk",
    136: "big5",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""Code page of a font's \\fcharset."""
