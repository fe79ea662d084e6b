package operation

import (
	"github.com/cryptolint/cryptolint/passes/cryptoapi"
	"github.com/cryptolint/cryptolint/passes/flow/internal/callee"
	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
	"github.com/cryptolint/cryptolint/passes/flow/internal/location"
	"github.com/cryptolint/cryptolint/passes/flow/internal/value"
)

// DecodedPart returns what a decoder leaves in a field of a struct: of one document, the part
// that the path says, which is another value than its other parts.
func DecodedPart(document value.Value, path string) value.Value {
	if path == "" {
		return document
	}
	return document.Map(func(o *value.Origin) value.Value {
		switch o.Kind {
		case cryptoapi.File, cryptoapi.Network, cryptoapi.Environment:
			part := o.Copy()
			part.Path, part.Name = path+o.Path, location.LastField(path)
			return value.Of(part)
		}
		return nil
	})
}

// Format returns the constant format of a call of a function such as fmt.Sprintf.
func Format(t *callee.Target) string {
	if len(t.Args) == 0 {
		return ""
	}
	format, _ := ir.ConstantText(t.Args[0])
	return format
}
