package digest

import (
	"slices"

	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// personal matches the names of what identifies people, and of which there are so few values
// that all of them, or all that matter, can be hashed.
var personal = lazyregexp.New(`(?i)^((user|customer|client|account|contact|recipient|subscriber)[-_]?)?(e[-_]?mail([-_]?addr(ess)?)?|(mobile|tele)?[-_]?phone([-_]?(number|no))?|msisdn|ssn|` +
	`social[-_]?security[-_]?(number|no)|national[-_]?id|passport([-_]?(number|no))?|date[-_]?of[-_]?birth|birth[-_]?(date|day)|iban|card[-_]?number|ip([-_]?addr(ess)?)?|remote[-_]?ip)$`)

// Pseudonym is a hash of something that identifies a person, and of nothing else.
type Pseudonym struct {
	*flow.Sink
	What string // what the program calls it
}

// Pseudonyms returns where a function that hashes its argument gets what identifies a person, by
// its name. What is written to a hash piece by piece may have a secret before it.
func Pseudonyms(g *flow.Graph) []Pseudonym {
	var found []Pseudonym
	for _, sink := range g.Sinks(cryptoapi.AsMessage) {
		if sink.Does(cryptoapi.Authenticate) || !sink.Does(cryptoapi.Hash) || sink.Is("hash.Hash.Write", "io.Writer.Write", "io.WriteString") {
			continue
		}
		whole := g.Passed(sink)
		if len(whole) == 0 || whole.Any(func(way flow.Alternative) bool { return way.OneVarying() == nil }) {
			continue
		}
		names := append(sink.Names(), g.NameOf(sink))
		for _, o := range whole.Origins() {
			names = append(names, o.Name)
		}
		if i := slices.IndexFunc(names, personal.MatchString); i >= 0 {
			found = append(found, Pseudonym{sink, names[i]})
		}
	}
	return found
}
