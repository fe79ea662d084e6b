package trace

import (
	"strings"
	"unicode/utf8"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow"
)

// describe says for people what an origin is.
func describe(o *flow.Origin, constant string) string {
	switch {
	case o.Open():
		return form(o.Form) + "whatever the callers pass " + passedAs(o) + unlessUnknown(o)
	case o.Stored():
		return form(o.Form) + "whatever is stored in " + short(o.Storage[strings.LastIndexByte(o.Storage, '/')+1:], 60)
	}
	switch o.Kind {
	case cryptoapi.Unknown:
		if o.Name != "" {
			return "unknown, called " + o.Name
		}
		return "unknown"
	case cryptoapi.Constant:
		return constantText(o, constant)
	case cryptoapi.Zero:
		if o.Detail == "nil" {
			return "nil"
		}
		return "zero: memory that nothing has filled"
	case cryptoapi.Function:
		return "the function " + o.Detail
	case cryptoapi.Environment:
		return named("input: the environment, a flag or a configuration", o.Name)
	}
	text := o.Kind.String()
	if o.Detail != "" {
		text += " (" + o.Detail + ")"
	}
	return text
}

func passedAs(o *flow.Origin) string {
	if o.Path != "" {
		return "in the field " + strings.TrimPrefix(o.Path, ".") + " of a parameter"
	}
	return "as " + o.Name
}

// unlessUnknown says what is known of all values of a parameter's type.
func unlessUnknown(o *flow.Origin) string {
	if o.Kind == cryptoapi.Unknown {
		return ""
	}
	return ", " + o.Kind.String()
}

// form says what is done with what the caller passes.
func form(letters string) string {
	text := ""
	for _, letter := range letters {
		switch string(letter) {
		case "c":
			text = "the result of " + text
		case "h":
			text = "the hash of the algorithm that is " + text
		case "s":
			text = "the sum of " + text
		}
	}
	return text
}

func constantText(o *flow.Origin, constant string) string {
	switch {
	case o.Detail != "":
		return named("a constant: "+o.Detail, o.Name)
	case constant == "":
		return named("a constant", o.Name)
	}
	return named("the constant "+constant, o.Name)
}

func named(text, name string) string {
	if name == "" {
		return text
	}
	return text + ", " + name
}

// short cuts a text to a number of bytes, between characters.
func short(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	for limit > 0 && !utf8.RuneStart(text[limit]) {
		limit--
	}
	return text[:limit] + "…"
}
