package rule

// Family is a group of rules whose IDs begin alike.
type Family struct {
	Prefix string // of the IDs: "CL2"
	Title  string
}

// Families returns all families in the order of their IDs. The slice is the
// caller's.
func Families() []Family {
	return []Family{
		{"CL0", "cryptolint itself"},
		{"CL1", "hashes, MACs, signatures"},
		{"CL2", "ciphers, modes, nonces"},
		{"CL3", "public keys"},
		{"CL4", "randomness"},
		{"CL5", "constant time"},
		{"CL6", "passwords, key derivation, keys"},
		{"CL7", "TLS, X.509"},
		{"CL8", "SSH"},
		{"CL9", "tokens, protocols, policy"},
	}
}

// Family returns the family of the rule.
func (m Meta) Family() Family {
	for _, f := range Families() {
		if len(m.ID) > len(f.Prefix) && m.ID[:len(f.Prefix)] == f.Prefix {
			return f
		}
	}
	return Family{}
}
