package flow

import (
	"reflect"

	"golang.org/x/tools/go/ssa"

	"github.com/cryptolint/cryptolint/passes/flow/internal/ir"
)

// QueryOf returns the text that a call at a sink is given beside the value: the query for a
// database. It is empty where the program puts it together.
func (g *Graph) QueryOf(s *Sink) string {
	if s.Call == nil {
		return ""
	}
	return ir.FirstText(s.Call.Common().Args)
}

// mappers are the keys of the tags by which libraries write structs to databases.
var mappers = []string{"gorm", "db", "bson", "bun", "xorm", "pg", "dynamodbav", "firestore"}

// Mapped reports whether the field that keeps the value at a sink has a tag by which a library
// writes it to a database.
func (g *Graph) Mapped(s *Sink) bool {
	store, ok := s.Instr.(*ssa.Store)
	if !ok {
		return false
	}
	field, ok := store.Addr.(*ssa.FieldAddr)
	if !ok {
		return false
	}
	structure := ir.StructOf(field.X.Type())
	if structure == nil {
		return false
	}
	tag := reflect.StructTag(structure.Tag(field.Field))
	for _, mapper := range mappers {
		if text := tag.Get(mapper); text != "" && text != "-" {
			return true
		}
	}
	return false
}
