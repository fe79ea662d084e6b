// Package leaktest checks that a type which holds a secret does not give it
// away. It is for tests:
//
//	func TestNoLeak(t *testing.T) {
//		raw := token.Bytes(32)
//		leaktest.Check(t, NewKey(raw), raw)
//	}
package leaktest

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"reflect"
	"strings"
	"testing"
	"text/template"
)

// window is the number of consecutive bytes that count as a leak. Six bytes
// of a random secret do not appear by chance.
const window = 6

// verbs are all verbs of fmt with the flags that change what is printed.
var verbs = []string{
	"%v", "%+v", "%#v", "%s", "%+s", "%#s", "%q", "%+q", "%#q", "%x", "%X", "%# x", "%#X", "% x", "%d", "%+d", "%#d",
	"%o", "%O", "%b", "%c", "%U", "%#U", "%e", "%f", "%g", "%G", "%t", "%p", "%#p", "%T", "%w", "%z", "%10.3v", "%-40s",
}

// Check prints, logs and encodes value in every way that programs do by
// accident, alone and inside structs, pointers, slices, maps and errors, and
// reports an error for each output that holds six consecutive bytes of raw:
// as they are, in hex, in base64 or as numbers. It reports an error too if T
// can be compared with ==, and if one of the encodings accepts value without
// an error and so loses it silently.
//
// raw must be random and at least 16 bytes long, so that nothing else looks
// like it.
func Check[T any](t testing.TB, value T, raw []byte) {
	t.Helper()
	if len(raw) < 16 {
		t.Fatalf("leaktest: the secret to look for has %d bytes; 16 are needed", len(raw))
	}
	needles := forms(raw)
	report := func(how, out string) {
		t.Helper()
		if leak := find(out, needles); leak != "" {
			t.Errorf("%s of %T gives the secret away (%q)", how, value, leak)
		}
	}
	checkFormats(shapes(value), report)
	checkLogs(shapes(value), report)
	checkEncodings(t, value, report)
	if typ := reflect.TypeFor[T](); typ.Kind() == reflect.Struct && typ.Comparable() {
		t.Errorf("%v can be compared with ==, which is not constant time", typ)
	}
}

// holder is an error of a program, with the secret in a field.
type holder[T any] struct {
	op  string
	key T
	ptr *T
}

func (h holder[T]) Error() string { return fmt.Sprintf("%s: %v %v", h.op, h.key, h.ptr) }

// shapes puts value where programs keep it.
func shapes[T any](value T) map[string]any {
	type exported struct{ Key T }
	type private struct{ key T }
	type pointer struct{ key *T }
	type deep struct {
		inner private
		outer *private
		list  []T
		any   any
	}
	h := holder[T]{"open", value, &value}
	return map[string]any{
		"the value":               value,
		"a pointer":               &value,
		"a struct":                exported{value},
		"a pointer to a struct":   &exported{value},
		"an unexported field":     private{value},
		"behind two pointers":     &private{value},
		"an unexported pointer":   pointer{&value},
		"a nested struct":         deep{private{value}, &private{value}, []T{value}, value},
		"a pointer to a nest":     &deep{private{value}, &private{value}, []T{value}, &value},
		"a slice":                 []T{value},
		"a slice of pointers":     []*T{&value},
		"an array":                [1]T{value},
		"a map":                   map[string]T{"key": value},
		"a map of pointers":       map[string]*T{"key": &value},
		"a map of structs":        map[string]private{"key": {value}},
		"a map keyed by pointers": map[*T]private{&value: {value}},
		"an error":                h,
		"a wrapped error":         fmt.Errorf("start: %w", h),
		"a joined error":          errors.Join(io.EOF, h),
		"an error text":           fmt.Errorf("key %v, %+v, %#v", value, value, value),
	}
}

func checkFormats(shapes map[string]any, report func(how, out string)) {
	page := template.Must(template.New("").Parse("{{.}} {{printf \"%v %x\" . .}}"))
	for name, shape := range shapes {
		for _, verb := range verbs {
			report(verb+" of "+name, fmt.Sprintf(verb, shape))
		}
		report("Sprint of "+name, fmt.Sprint(shape))
		report("Sprintln of "+name, fmt.Sprintln(shape))
		var out bytes.Buffer
		err := page.Execute(&out, shape)
		report("template of "+name, fmt.Sprint(out.String(), err))
		if err, ok := shape.(error); ok {
			report("Error of "+name, err.Error())
		}
	}
}

func checkLogs(shapes map[string]any, report func(how, out string)) {
	for name, shape := range shapes {
		var out bytes.Buffer
		log.New(&out, "", 0).Print(shape)
		report("log of "+name, out.String())
		handlers := map[string]slog.Handler{
			"slog text": slog.NewTextHandler(&out, nil),
			"slog JSON": slog.NewJSONHandler(&out, nil),
		}
		for kind, handler := range handlers {
			out.Reset()
			slog.New(handler).With("with", shape).Info("message", "key", shape, slog.Group("group", slog.Any("key", shape)))
			report(kind+" of "+name, out.String())
		}
	}
}

// encoder is an encoding of the standard library.
type encoder struct {
	name   string
	encode func(v any) ([]byte, error)
}

var encoders = []encoder{
	{"encoding/json", json.Marshal},
	{"encoding/xml", xml.Marshal},
	{"encoding/gob", func(v any) ([]byte, error) {
		var out bytes.Buffer
		err := gob.NewEncoder(&out).Encode(v)
		return out.Bytes(), err
	}},
	{"MarshalText", func(v any) ([]byte, error) {
		if m, ok := v.(encoding.TextMarshaler); ok {
			return m.MarshalText()
		}
		return nil, errors.ErrUnsupported
	}},
	{"MarshalBinary", func(v any) ([]byte, error) {
		if m, ok := v.(encoding.BinaryMarshaler); ok {
			return m.MarshalBinary()
		}
		return nil, errors.ErrUnsupported
	}},
}

func checkEncodings[T any](t testing.TB, value T, report func(how, out string)) {
	t.Helper()
	type exported struct{ Key T }
	type pointer struct{ Key *T }
	values := map[string]any{
		"the value": value, "a pointer": &value,
		"a field": exported{value}, "a pointer field": pointer{&value}, "a slice": []T{value},
	}
	for name, v := range values {
		for _, e := range encoders {
			out, err := e.encode(v)
			if err == nil {
				t.Errorf("%s of %s of %T wrote %d bytes and no error: what is read back is not the key", e.name, name, value, len(out))
				err = errors.New("")
			}
			report(e.name+" of "+name, string(out)+err.Error())
		}
	}
}

// forms returns the text forms of every window of raw.
func forms(raw []byte) []string {
	var all []string
	for i := 0; i+window <= len(raw); i++ {
		w := raw[i : i+window]
		plain := hex.EncodeToString(w)
		all = append(all, string(w), plain, strings.ToUpper(plain), fmt.Sprintf("% x", w), fmt.Sprintf("% X", w),
			fmt.Sprintf("%# x", w), numbers("%d", " ", w), numbers("%d", ", ", w), numbers("0x%x", ", ", w),
			numbers("%o", " ", w), numbers("%b", " ", w))
	}
	for skip := range 3 { // base64 looks different at each of three alignments
		for _, enc := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			text := enc.EncodeToString(raw[skip:])
			for i := 0; i+8 < len(text); i += 4 {
				all = append(all, text[i:i+8])
			}
		}
	}
	return all
}

func numbers(verb, separator string, b []byte) string {
	parts := make([]string, len(b))
	for i, c := range b {
		parts[i] = fmt.Sprintf(verb, c)
	}
	return strings.Join(parts, separator)
}

// find returns the needle that out holds, or "".
func find(out string, needles []string) string {
	for _, needle := range needles {
		if strings.Contains(out, needle) {
			return needle
		}
	}
	return ""
}
