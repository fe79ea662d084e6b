package rule

// ConfidenceOf is the confidence in a defect that some of all ways lead to: Certain if all do,
// Unsure if most do not. A protocol that picks among many algorithms keeps a weak one for old
// peers.
func ConfidenceOf(some, all int) Confidence {
	switch {
	case 2*some < all:
		return Unsure
	case some < all:
		return Likely
	}
	return Certain
}

// ConfidenceAmong is the confidence in a defect that one of several ways leads to.
func ConfidenceAmong(ways int) Confidence {
	if ways > 1 {
		return Likely
	}
	return Certain
}
