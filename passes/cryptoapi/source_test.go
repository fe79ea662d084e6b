package cryptoapi

// Is a value of kind k that tells nothing of the arguments.
func Is(k Kind, detail string, of ...int) Source {
	return Source{Kind: k, Detail: detail, Of: of}
}

// From a value made of the data of those arguments.
func From(args ...int) Source { return Source{From: args} }
