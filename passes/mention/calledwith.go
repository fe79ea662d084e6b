package mention

import (
	"go/constant"
	"slices"
)

// CalledWith reports whether the package calls one of the symbols, each with its import path,
// with a text as its first argument that is written in the program and says something.
func (m *Mentions) CalledWith(says func(text string) bool, symbols ...string) bool {
	return slices.ContainsFunc(m.Named(symbols...), func(s Symbol) bool {
		text := s.Constant(0)
		return text != nil && text.Kind() == constant.String && says(constant.StringVal(text))
	})
}
