"""Speed, memory and accuracy, measured beside the peers in the same run: `./dev bench`."""
