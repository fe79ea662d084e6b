package rule

import (
	"path"
	"strings"
)

// Parts are the three parts of what a finding says. A terminal shows each on a
// line of its own.
type Parts struct {
	Problem string // what is wrong, with the names in the code
	Why     string // what an attacker gains; may be empty
	Fix     string // what to do instead; may be empty
}

// The words before the second and the third part where all are on one line, as in
// an annotation or in the output of golangci-lint.
const (
	beforeWhy = "; why: "
	beforeFix = "; fix: "
	beforeUse = "; use " // of findings without the parts
)

// message writes a finding on one line: the ID of the rule and the parts.
//
//	CL401: session.Session.Token is generated with math/rand; why: an attacker can predict it; fix: use crypto/rand.Text
func (m Meta) message(f Finding) string {
	text := m.ID + ": " + strings.TrimSuffix(f.Message, ",") // of a subject at the end: "aes.NewCipher, called by seal.Block,"
	if f.Why == "" && f.Advice == "" {
		if f.Instead != "" {
			text += beforeUse + f.Instead
		}
		return text
	}
	if f.Why != "" {
		text += beforeWhy + f.Why
	}
	if fix := advice(f.Advice, f.Instead); fix != "" {
		text += beforeFix + fix
	}
	return text
}

// Parts takes the message of a diagnostic apart, with or without the ID of the
// rule before it.
func (m Meta) Parts(message string) Parts {
	message = strings.TrimPrefix(message, m.ID+": ")
	for _, symbol := range m.Instead {
		if problem, found := strings.CutSuffix(message, beforeUse+symbol); found {
			return Parts{Problem: problem, Fix: advice("", symbol)}
		}
	}
	var p Parts
	message, p.Fix, _ = strings.Cut(message, beforeFix)
	p.Problem, p.Why, _ = strings.Cut(message, beforeWhy)
	return p
}

// module is where the packages that Meta.Instead names lie.
const module = "github.com/cryptolint/cryptolint/"

// advice joins what to do with the symbol of safeapi that does it, which it gives
// with the import path.
func advice(text, symbol string) string {
	if symbol == "" {
		return text
	}
	call := symbol // of the standard library
	if folder, name := path.Split(symbol); folder == "safeapi/" {
		pkg, _, _ := strings.Cut(name, ".")
		call = name + " from " + module + folder + pkg
	}
	switch {
	case text == "":
		return "use " + call
	case strings.HasPrefix(text, "use "):
		return text + ", or " + call
	}
	return text + ", or use " + call
}
