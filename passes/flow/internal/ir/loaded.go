package ir

import (
	"go/token"

	"golang.org/x/tools/go/ssa"
)

// LoadedReferences returns the references that are taken out of a struct which is loaded
// as a whole: what they refer to is not copied.
func LoadedReferences(load *ssa.UnOp) []*ssa.Field {
	if load.Op != token.MUL || load.Referrers() == nil {
		return nil
	}
	var found []*ssa.Field
	for _, user := range *load.Referrers() {
		if field, ok := user.(*ssa.Field); ok && IsReference(field.Type()) {
			found = append(found, field)
		}
	}
	return found
}

// FieldName names the field that an instruction selects.
func FieldName(field *ssa.Field) string {
	return StructOf(field.X.Type()).Field(field.Field).Name()
}
