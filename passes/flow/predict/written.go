package predict

import (
	"go/types"
	"slices"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// Written returns the constant that the value at a sink is because somebody wrote it there;
// otherwise nil. What a library returns was not written by anybody who uses it.
//
// Where the value is something else on other ways, what is constant may be only a part: the
// prefix of a generated text that has no letters, the alphabet that they are chosen from, an
// option that nobody has set. So there it is a text that the code chooses as it stands.
func Written(g *flow.Graph, s *flow.Sink, library func(*types.Func) bool) *flow.Origin {
	ways := g.Whole(s)
	for _, way := range g.Origins(s) {
		if !way.All(fixed) || way[0].ReturnedBy(library) || flow.Unset(way[0]) && len(ways) > 1 {
			continue // a getter returns "" for an object that is not there
		}
		text, _ := flow.Text(way[0])
		if ways.Only(cryptoapi.Constant, cryptoapi.Zero) || slices.Contains(s.Choices(), text) {
			return way[0]
		}
	}
	return nil
}
