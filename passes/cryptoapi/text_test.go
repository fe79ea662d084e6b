package cryptoapi

import (
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// readText reads files of rows, all sections of them.
func readText(text string) (index, error) {
	all, err := indexOf([]file{{"apis/test.txt", text}})
	errs := []error{err}
	for _, path := range slices.Sorted(maps.Keys(all)) {
		_, err := all[path].read()
		errs = append(errs, err)
	}
	return all, errors.Join(errs...)
}

func TestText(t *testing.T) {
	all, err := readText(`# Ciphers.

package example.com/box example.com/box/v2   # two versions
                                             # with the same functions
type Box  origin=aead:GCM
var Default  origin=constant
field Options.Key Options.Old  role=key

# Seal encrypts.
func Box.Seal  receiver=cipher 0=iv 1=plaintext # the IV comes first
     result=ciphertext:GCM from 0
# a comment between the lines of a row

     of 1
func New Must  0=key  result=aead:GCM
func *

package example.com/box  deprecated=v1.2.0 not-fips
func Old  results 0=unknown 1=options:"PKCS #1 v1.5"  fills receiver=data 0=data of 1  resets

package fmt  carrier
func Sprint  result=from 0
`)
	if err != nil {
		t.Fatal(err)
	}
	box, fmt := all["example.com/box"], all["fmt"]
	if len(all) != 3 || box.carrier || !fmt.carrier || all["example.com/box/v2"].Deprecated != "" {
		t.Errorf("the packages are %v", all)
	}
	deprecated := Attributes{Deprecated: "v1.2.0", NotFIPS: true}
	if box.Attributes != deprecated {
		t.Errorf("the package says %+v", box.Attributes)
	}
	want := rows{
		funcs: map[member]*Func{
			{"Box", "Seal"}: {Args: Args{Receiver: AsKeyed, 0: AsNonce, 1: AsPlaintext}, Result: Source{Kind: Ciphertext, Detail: "GCM", From: []int{0}, Of: []int{1}}},
			{"", "New"}:     {Args: Args{0: AsKey}, Result: Is(AEAD, "GCM", 0)},
			{"", "Must"}:    {Args: Args{0: AsKey}, Result: Is(AEAD, "GCM", 0)},
			{"", "*"}:       {},
			{"", "Old"}: {
				Result: Source{Opaque: true}, Second: Is(Options, "PKCS #1 v1.5"),
				Fills: Fills{Receiver: {}, 0: {Of: []int{1}}}, Resets: true,
			},
		},
		fields: map[member]*Field{{"Options", "Key"}: {Role: AsKey}, {"Options", "Old"}: {Role: AsKey}},
		vars:   map[member]*Var{{"", "Default"}: {Source: Is(Constant, "")}},
		types:  map[member]*Type{{"", "Box"}: {Source: Is(AEAD, "GCM")}},
	}
	for m, row := range want.funcs {
		row.Package, row.Name, row.Attributes = "example.com/box", m.String(), deprecated
	}
	for m, row := range want.fields {
		row.Package, row.Name, row.Attributes = "example.com/box", m.String(), deprecated
	}
	want.vars[member{"", "Default"}] = &Var{"example.com/box", "Default", Is(Constant, ""), deprecated}
	want.types[member{"", "Box"}] = &Type{"example.com/box", "Box", Is(AEAD, "GCM"), deprecated}
	if !reflect.DeepEqual(box.rows, want) {
		t.Errorf("the rows are\n%+v, want\n%+v", box.rows, want)
	}
}

// A mistake gets a sentence with its line, with what is allowed there, and with the
// word that was meant if one is near.
func TestTextThatIsWrong(t *testing.T) {
	for text, want := range map[string]string{
		"func Seal 0=key":                                            "apis/test.txt:1: a row before the first package",
		"# a comment\n\nfunc Seal 0=key\n":                           "apis/test.txt:3: a row before the first package",
		"package \nfunc Seal":                                        "apis/test.txt:1: a section without a package",
		"package  carrier\n":                                         "apis/test.txt:1: a section without a package",
		"package p deprecated":                                       "", // a package of that name
		"package p depracated=go1.2":                                 `apis/test.txt:1: unknown word "depracated": did you mean deprecated?`,
		"package p deprecated=1.2":                                   `apis/test.txt:1: deprecated is the release since which it is so`,
		"\n\npackage p\n\nfunk Seal 0=key":                           `apis/test.txt:5: unknown word "funk": did you mean func?`,
		"package p\nxylophone Seal 0=key":                            `apis/test.txt:2: unknown word "xylophone": a row begins with func, field, var, type`,
		"package p\nfunc 0=key":                                      "apis/test.txt:2: func without a name",
		"package p\nfunc seal 0=key":                                 "apis/test.txt:2: func without a name",
		"package p\nfunc Seal\n  0=key\n  1=nonse":                   `apis/test.txt:2: Seal: unknown role "nonse": did you mean nonce?`,
		"package p\nfunc Seal a Open":                                `apis/test.txt:2: Seal: unknown word "a"`,
		"package p\nfunc Seal\nfunc Open Seal":                       "apis/test.txt:3: Seal: there are two rows of that name: put all of it into one",
		"package p\nfunc Seal role=key":                              "apis/test.txt:2: Seal: a function has neither a role nor an origin",
		"package p\nfield A.B 0=key":                                 "apis/test.txt:2: A.B: only a function has arguments, results and actions: say a role or an origin of the field",
		"package p\nvar A role=key":                                  "apis/test.txt:2: A: only struct fields have a role",
		"package p\ntype A verdict=0":                                "apis/test.txt:2: A: only a function has arguments",
		"package p\nfunc Seal \"0=key":                               `apis/test.txt:2: a quoted text without an end: "0=key`,
		"package p\n\nfunc Seal 0=key\npackage q p\nfunc Seal 0=key": "apis/test.txt:5: Seal: there are two rows of that name",
	} {
		_, err := readText(text)
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", text, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
			t.Errorf("%q:\n\t%v, want\n\t%s", text, err, want)
		}
	}
	_, err := readText("package p\nfunc A 0=kye\nfunc B 0=key\nfunc C 0=kye\n")
	if err == nil || strings.Count(err.Error(), "\n") != 1 || !strings.Contains(err.Error(), "apis/test.txt:4: C: ") {
		t.Errorf("two rows are wrong, and the error says %v", err)
	}
}

// checkRoundTrip writes the rows of a package and reads them again.
func checkRoundTrip(t *testing.T, path string, all *rows) {
	t.Helper()
	lines := []string{packageWord + " " + path}
	for _, row := range all.funcs {
		lines = append(lines, row.String())
	}
	for _, row := range all.fields {
		lines = append(lines, row.String())
	}
	for _, row := range all.vars {
		lines = append(lines, row.String())
	}
	for _, row := range all.types {
		lines = append(lines, row.String())
	}
	text := strings.Join(lines, "\n")
	again, err := readText(text)
	if err != nil {
		t.Fatalf("what is written cannot be read: %v\n%s", err, text)
	}
	if again[path] == nil || !reflect.DeepEqual(&again[path].rows, all) {
		t.Errorf("what is written reads as other rows:\n%s", text)
	}
}

func TestRowsAreWrittenAsTheyAreRead(t *testing.T) {
	for path := range Builtin().builtin {
		checkRoundTrip(t, path, Builtin().rowsOf(path))
	}
}

func FuzzText(f *testing.F) {
	for _, path := range []string{"crypto/rc4", "golang.org/x/crypto/bcrypt", "flag"} {
		s := Builtin().builtin[path].sections[0]
		f.Add(packageWord + " " + path + s.file.text[s.start:s.end])
	}
	f.Add("package p carrier\nfunc A.B C *  receiver=cipher 0=iv  result=options:\"PKCS #1 v1.5\" from 0,1 of none or receiver # why\n\tfills 0=data of 1 resets")
	f.Add("package p deprecated=go1.2 not-fips\nfield A.B role=none origin=uuid:v4\nvar C origin=file verdict=1\ntype D deprecated=v1.2.3")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readText(text)
		if err != nil && !strings.HasPrefix(err.Error(), "apis/test.txt:") {
			t.Errorf("an error without a place: %v", err)
		}
		for path, e := range all {
			if !strings.ContainsAny(path, "\"\\") {
				checkRoundTrip(t, path, &e.rows)
			}
		}
	})
}

// A process reads the rows of the packages that it asks for, and no others.
func TestRowsAreReadWhenTheyAreAskedFor(t *testing.T) {
	all, err := newIndex()
	if err != nil {
		t.Fatal(err)
	}
	table := &Table{builtin: all}
	if !table.Modelled("crypto/aes") || !table.Carrier("fmt") || table.Modelled("example.com/shop") {
		t.Error("the index does not know the packages")
	}
	if row := table.FuncNamed("crypto/cipher", "AEAD", "Seal"); row == nil {
		t.Error("there is no row of AEAD.Seal")
	}
	for path, e := range all {
		if read := e.rows.funcs != nil || e.rows.fields != nil; read != (path == "crypto/cipher") {
			t.Errorf("%s is read: %v", path, read)
		}
	}
}
