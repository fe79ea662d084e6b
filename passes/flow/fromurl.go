package flow

import (
	"go/token"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// ReadFromURL returns where the program reads what is used at a sink from the URL of a request,
// and where that is taken apart: the opening parentheses of the calls. It is empty where it comes
// from somewhere else.
func (g *Graph) ReadFromURL(s *Sink) []token.Pos {
	var places []token.Pos
	for _, o := range g.Passed(s).Origins() {
		if !o.Is(cryptoapi.Network, "url") {
			continue
		}
		places = append(places, o.Pos)
		for _, step := range o.Steps.List() {
			places = append(places, step.Pos)
		}
	}
	return places
}
