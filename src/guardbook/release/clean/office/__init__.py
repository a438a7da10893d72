"""Clean copies of texts and slides: what shows is gathered into a draft, and the draft is written anew."""
