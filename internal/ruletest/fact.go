package ruletest

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/cryptolint/cryptolint/passes/cryptoapi"
)

// writeFact writes a fact so that a difference says what changed. It knows no type
// of the engine: a field that is added is written, and a field that is not set is
// not. What has a name or a number begins a line; what it holds follows below it.
func writeFact(b *strings.Builder, fact any) {
	writeFields(b, reflect.ValueOf(fact).Elem(), "\t")
}

// writeFields writes the fields of a struct that hold records.
func writeFields(b *strings.Builder, record reflect.Value, indent string) {
	for i := range record.NumField() {
		name, field := record.Type().Field(i).Name, record.Field(i)
		switch shapeOf(field.Type()) {
		case records:
			for j := range field.Len() {
				writeRecord(b, name, field.Index(j), indent)
			}
		case wayList:
			for j := range field.Len() {
				writeWays(b, fmt.Sprintf("%s[%d]", name, j), field.Index(j), indent)
			}
		case ways:
			writeWays(b, name, field, indent)
		}
	}
}

func writeRecord(b *strings.Builder, name string, record reflect.Value, indent string) {
	fmt.Fprintf(b, "%s%s%s\n", indent, name, inline(record))
	writeFields(b, record, indent+"\t")
}

// writeWays writes the alternatives of a value, each a list of parts in a line of its
// own. Their order is no part of what a value is.
func writeWays(b *strings.Builder, name string, value reflect.Value, indent string) {
	if value.Len() == 0 {
		return
	}
	var alternatives []string
	for i := range value.Len() {
		alternatives = append(alternatives, writeParts(value.Index(i)))
	}
	slices.Sort(alternatives)
	fmt.Fprintf(b, "%s%s\n", indent, name)
	for _, alternative := range alternatives {
		fmt.Fprintf(b, "%s\t| %s\n", indent, alternative)
	}
}

func writeParts(list reflect.Value) string {
	var parts []string
	for i := range list.Len() {
		part := strings.TrimSpace(inline(list.Index(i)))
		parts = append(parts, cmp.Or(part, "?"))
	}
	slices.Sort(parts)
	return strings.Join(parts, " + ")
}

// inline writes the fields of a struct that fit into a line.
func inline(record reflect.Value) string {
	var b strings.Builder
	for i := range record.NumField() {
		name, field := record.Type().Field(i).Name, record.Field(i)
		switch {
		case field.IsZero() || shapeOf(field.Type()) == records && !isParts(field.Type()):
		case isParts(field.Type()):
			fmt.Fprintf(&b, " %s{%s}", name, writeParts(field))
		case shapeOf(field.Type()) == plain:
			b.WriteString(" " + word(name, field))
		}
	}
	return b.String()
}

// word writes a field with a name, a number, a truth or a list of those.
func word(name string, field reflect.Value) string {
	switch {
	case name == "Kind" && field.CanUint():
		return cryptoapi.Kind(field.Uint()).String()
	case name == "Role" && field.CanUint():
		return cryptoapi.Role(field.Uint()).String()
	case name == "Name":
		return strconv.Quote(field.String())
	case field.Kind() == reflect.Bool:
		return name
	case field.Kind() == reflect.String:
		return fmt.Sprintf("%s=%q", name, field.String())
	}
	return fmt.Sprintf("%s=%v", name, field.Interface())
}

// shape says how a type is written.
type shape int

const (
	plain   shape = iota // in the line of its struct
	records              // structs, each in a line of its own
	ways                 // alternatives of parts, in a line of their own
	wayList
)

func shapeOf(t reflect.Type) shape {
	for depth := plain; ; depth++ {
		if t.Kind() == reflect.Struct && depth > plain {
			return depth
		}
		if t.Kind() != reflect.Slice || depth == wayList {
			return plain
		}
		t = t.Elem()
	}
}

// isParts reports whether a type is a list of structs of which one may hold such a
// list: the parts that something was computed from.
func isParts(t reflect.Type) bool {
	if shapeOf(t) != records {
		return false
	}
	for field := range t.Elem().Fields() {
		if field.Type == t {
			return true
		}
	}
	return false
}
