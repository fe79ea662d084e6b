package cryptoapi

import (
	"errors"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// mustModel reads a model that the test knows to be right.
func mustModel(t *testing.T, text string) Model {
	t.Helper()
	m, err := ParseModel(text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestModelsThatAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"example.com/vault.Import 1=key":                                                          "",
		"example.com/vault.Box.Seal receiver=cipher 0=nonce result=ciphertext:GCM":                "",
		"example.com/vault.Draw results 0=uuid 1=secure-random":                                   "",
		"example.com/vault.Fill fills 0=secure-random":                                            "",
		"example.com/vault.Hex result=from 0":                                                     "",
		"example.com/vault.Sum 0=message result=digest:MD5":                                       "",
		"example.com/vault.Quiet 0=none result=unknown":                                           "",
		"example.com/vault.Transcript.Write appends receiver=from 0":                              "",
		"example.com/vault.Transcript.Reset resets":                                               "",
		"example.com/vault.Setting result=environment or 1":                                       "",
		"example.com/vault.Frame.Sum result=sum from 0 of receiver":                               "",
		"example.com/vault.Check 0=signature does=verify verdict=0":                               "",
		"example.com/vault.Import result=from 0 part-on-error":                                    "",
		"example.com/vault.Old deprecated=v1.4.0 not-fips":                                        "",
		"example.com/vault.Nothing complete":                                                      "",
		"example.com/conf.Settings.Key role=key origin=environment":                               "",
		"example.com/conf.Default origin=constant":                                                "",
		"gopkg.in/box.v2.Seal 0=key":                                                              "",
		"errors.New result=from 0":                                                                "",
		"example.com/vault.Open result=options:\"PKCS #1 v1.5\"":                                  "",
		"example.com/vault.Seal result=ciphertext of none 0=key":                                  "example.com/vault.Seal 0=key result=ciphertext of none",
		"example.com/vault.Seal fills 0=data args 1=key":                                          "example.com/vault.Seal 1=key fills 0=data",
		"example.com/vault.Seal  0=key # the key of the box":                                      "example.com/vault.Seal 0=key",
		"example.com/vault.Seal\n  0=key\n  1=nonce":                                              "example.com/vault.Seal 0=key 1=nonce",
		"example.com/vault.Sign does=sign,hash":                                                   "",
		"example.com/vault.Mix  appends 0=from 1  fills receiver=data of 0  0=secure-random of 2": "example.com/vault.Mix fills receiver=data of 0 0=secure-random of 2 appends 0=from 1",
	} {
		m, err := ParseModel(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if want == "" {
			want = text
		}
		want = strings.ReplaceAll(want, `result=options:"PKCS #1 v1.5"`, `result="options:PKCS #1 v1.5"`)
		if got := strings.Join(strings.Fields(m.String()), " "); got != want {
			t.Errorf("%s is written as\n\t%s", text, got)
		}
		again := mustModel(t, m.String())
		if !reflect.DeepEqual(again.said, m.said) {
			t.Errorf("%s reads as another model after it was written", text)
		}
	}
}

func TestModelsThatAreRefused(t *testing.T) {
	const seal = "example.com/vault.Seal"
	for text, want := range map[string]string{
		"":                        `a model without a symbol: write it as "example.com/vault.Seal"`,
		"Seal result=uuid":        "is not an import path and a name",
		seal:                      seal + ": the model says nothing: say args, result or fills of a function",
		seal + " 0=kye":           seal + `: unknown role "kye": did you mean key?`,
		seal + " 0=xylophone":     `unknown role "xylophone": use one of associated-data, `,
		seal + " 0=":              "args needs a value",
		seal + " =key":            `unknown word ""`,
		seal + " 0=key 0=nonce":   "argument 0 has two roles: keep one",
		seal + " 0=key,nonce":     `unknown role "key,nonce"`,
		seal + " 0=key of 1":      `"key of 1" is more than a role`,
		seal + " 0=secure-random": "secure-random is an origin, and a role is needed",
		seal + " -1=key":          "there is no argument -1: arguments count from 0, and the receiver is called receiver",
		seal + " receiver=cipher": "a function has no receiver",
		seal + " reciever=cipher": `unknown word "reciever": did you mean receiver?`,

		seal + " result=secure_random":              `unknown origin "secure_random": did you mean secure-random?`,
		seal + " result=":                           "result needs a value",
		seal + " result":                            "result needs a value",
		seal + " result=data":                       `"data" says nothing of a result`,
		seal + " result=data of 1":                  `"data of 1" says nothing of a result`,
		seal + " result=from":                       "from needs arguments: say their indices, as in from 0,1",
		seal + " result=from x":                     `"x" is neither`,
		seal + " result=from 0,0":                   `argument 0 is twice in "from 0,0"`,
		seal + " result=from 0 from 1":              "from is there twice",
		seal + " result=from none":                  `"none" is neither`,
		seal + " result=uuid with 0":                `unknown word "with"`,
		seal + " result=unknown from 0":             "a value that is made of arguments is not unknown",
		seal + " result=uuid result=uuid":           "a result is described twice",
		seal + " results 2=uuid":                    "a row cannot describe result 2",
		seal + " results receiver=uuid":             `results count from 0: "receiver" is not a number`,
		seal + " results uuid":                      "results needs an index and a value: write it as results 0=…",
		seal + " results 0=uuid result=uuid":        "a result is described twice",
		seal + " result=sum":                        "a sum is that of one hash or MAC",
		seal + " result=digest:SHA1":                `unknown algorithm "SHA1" of digest: did you mean SHA-1?`,
		seal + " result=digest:Whirlpool":           `unknown algorithm "Whirlpool" of digest: leave it out, or use one of BLAKE2b, `,
		seal + " result=secure-random:AES":          `secure-random has no algorithm: leave out "AES"`,
		seal + ` result=options:"PKCS`:              `a quoted text without an end: "PKCS`,
		seal + " fills 0=token":                     "token is a role, and an origin is needed",
		seal + " fills":                             "fills needs an index and a value",
		seal + " fills 0=uuid 0=clock":              "fills says two things of argument 0",
		seal + " resets=true":                       "resets takes no value",
		seal + " result=uuid origin=uuid":           "a model cannot say both",
		seal + " role=key":                          "only struct fields have a role",
		seal + " origin=unknown":                    "says nothing of a field, variable or type",
		seal + " origin=constant of 0":              `only a function has arguments`,
		"example.com/a.B.C role=key role=nonce":     "the field has two roles",
		"example.com/a.B.C origin=uuid origin=uuid": "the origin is described twice",
		seal + " does=encript":                      `unknown action "encript": did you mean encrypt?`,
		seal + " does=fly":                          `unknown action "fly": use one of authenticate, `,
		seal + " verdict=error":                     `verdict is the index of a result, counted from 0: "error" is not one`,
		seal + " deprecated=yes":                    `deprecated is the release since which it is so, go1.24 or v0.9.0: "yes" is not one`,
		seal + " deprecated":                        "deprecated needs a value",
	} {
		if _, err := ParseModel(text); err == nil {
			t.Errorf("%s is read, want %q", text, want)
		} else if !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n\t%v, want\n\t%s", text, err, want)
		}
	}
	for symbol, want := range map[string]string{
		"(*example.com/vault.Box).Seal": "without brackets or asterisks",
		"example.com/vault Seal":        "without spaces",
		"example.com/vault.":            "is not an import path and a name",
		"example.com/vault":             "is not an import path and a name",
		"example.com/vault.Se-al":       "is not an import path and a name",
		"example.com/va#lt.Seal":        "without quotes, equals signs and number signs",
	} {
		if _, err := NewModel(symbol, Clause{Key: "result", Value: "uuid"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", symbol, err, want)
		}
	}
	for _, c := range []struct {
		clause Clause
		want   string
	}{
		{Clause{Key: "args", Value: "key"}, "args needs an index: say which argument or result, counted from 0"},
		{Clause{"result", "0", "uuid"}, "result takes no index"},
		{Clause{Key: "resets", Value: "yes"}, "resets takes no value"},
		{Clause{Key: "copies", Value: "0"}, `unknown word "copies"`},
		{Clause{"args", "0", ""}, "args needs a value"},
	} {
		if _, err := NewModel(seal, c.clause); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v, want %s", c.clause, err, c.want)
		}
	}
}

// What ParseModel accepts, it reads again from what String writes.
func FuzzModel(f *testing.F) {
	f.Add("example.com/vault.Box.Seal receiver=cipher 0=nonce result=ciphertext:GCM from 0 of 1,2")
	f.Add("gopkg.in/box.v2.Seal fills 0=secure-random appends receiver=from 1 resets")
	f.Add(`example.com/a.B.C role=key origin=options:"PKCS #1 v1.5" deprecated=go1.24 not-fips # why`)
	f.Add("example.com/vault.Import part-on-error")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseModel(text)
		if err != nil {
			return
		}
		for _, k := range readings(m.symbol) {
			if got := k.path + "." + k.member().String(); got != m.symbol {
				t.Errorf("%q is read as %q", m.symbol, got)
			}
		}
		again, err := ParseModel(m.String())
		if err != nil {
			t.Fatalf("%q is written as %q, which is wrong: %v", text, m, err)
		}
		if !reflect.DeepEqual(again.said, m.said) {
			t.Errorf("%q is written as %q, which is another model", text, m)
		}
	})
}

func TestReadingsOfASymbol(t *testing.T) {
	for symbol, want := range map[string][]key{
		"example.com/vault.Seal":             {{"example.com/vault", "", "Seal"}},
		"example.com/vault.Box.Seal":         {{"example.com/vault", "Box", "Seal"}, {"example.com/vault.Box", "", "Seal"}},
		"gopkg.in/box.v2.Seal":               {{"gopkg.in/box.v2", "", "Seal"}, {"gopkg.in/box", "v2", "Seal"}},
		"gopkg.in/box.v2.Box.Seal":           {{"gopkg.in/box.v2", "Box", "Seal"}, {"gopkg.in/box.v2.Box", "", "Seal"}},
		"github.com/nats-io/nats.go.Connect": {{"github.com/nats-io/nats.go", "", "Connect"}},
		"example.com/socket.io.Dial":         {{"example.com/socket", "io", "Dial"}, {"example.com/socket.io", "", "Dial"}},
		"hash.Hash":                          {{"hash", "", "Hash"}},
		"vault":                              nil,
		".Seal":                              nil,
		"example.com//vault.Seal":            nil,
	} {
		if got := readings(symbol); !slices.Equal(got, want) {
			t.Errorf("%s is read as %v, want %v", symbol, got, want)
		}
	}
}

func TestWith(t *testing.T) {
	table, err := Builtin().With([]Model{
		mustModel(t, "crypto/cipher.AEAD.Seal  2=none"),
		mustModel(t, "net/http.Cookie.Value  role=secret"),
		mustModel(t, "fmt.Sprint  result=constant"),
		mustModel(t, "strconv.Unquote  part-on-error"),
		mustModel(t, "crypto/cipher.AEAD.Open  3=none  complete"),
		mustModel(t, "crypto/rand.Reader  origin=weak-random"),
		mustModel(t, "example.com/hsm.Session.Tag  receiver=cipher 0=message 1=mac-key  result=mac-tag:SHA-1"),
	})
	if err != nil {
		t.Fatal(err)
	}
	builtin := Builtin().FuncNamed("crypto/cipher", "AEAD", "Seal")
	seal := table.FuncNamed("crypto/cipher", "AEAD", "Seal")
	if seal.Args[2] != NoRole || seal.Args[1] != AsNonce || seal.Result.Kind != Ciphertext || seal.Partial {
		t.Errorf("what the model does not say of Seal is lost: %s", seal)
	}
	if builtin.Args[2] != AsPlaintext {
		t.Errorf("the built-in row has changed: %s", builtin)
	}
	if value := table.FieldNamed("net/http.Cookie.Value"); value.Role != AsSecretKey || value.Source.Kind != Network {
		t.Errorf("Cookie.Value = %s", value)
	}
	if open := table.FuncNamed("crypto/cipher", "AEAD", "Open"); open.Result.Says() || len(open.Args) != 1 || open.Partial {
		t.Errorf("a complete model does not replace the built-in row: %s", open)
	}
	if unquote := table.FuncNamed("strconv", "", "Unquote"); !unquote.KeepsPart() || !slices.Equal(unquote.Result.From, []int{0}) {
		t.Errorf("Unquote = %s", unquote)
	}
	tag := table.FuncNamed("example.com/hsm", "Session", "Tag")
	want := &Func{
		Package: "example.com/hsm", Name: "Session.Tag", Args: Args{Receiver: AsKeyed, 0: AsMessage, 1: AsMACKey},
		Result: Is(MACTag, "SHA-1", 1, Receiver, 0), Partial: true,
	}
	if !reflect.DeepEqual(tag, want) {
		t.Errorf("Session.Tag = %s, want %s", tag, want)
	}
	if !table.Modelled("example.com/hsm") || !table.Described("example.com/hsm") || Builtin().Modelled("example.com/hsm") {
		t.Error("the importers of a package that a model names are worth analysing, and only those")
	}
	if !table.Carrier("fmt") {
		t.Error("fmt no longer only carries values")
	}
	more, err := table.With([]Model{mustModel(t, "example.com/hsm.Session.Tag  result=mac-tag")})
	if err != nil {
		t.Fatal(err)
	}
	if tag := more.FuncNamed("example.com/hsm", "Session", "Tag"); tag.Args[1] != AsMACKey || tag.Result.Detail != "" {
		t.Errorf("the models of the first table are lost in the second: %s", tag)
	}
}

func TestWithRefuses(t *testing.T) {
	seal := mustModel(t, "example.com/vault.Seal 0=key")
	_, err := Builtin().With([]Model{seal, seal})
	if want := "models: example.com/vault.Seal is described twice: put what is said of it into one model"; err == nil || err.Error() != want {
		t.Errorf("the same model twice: %v, want %s", err, want)
	}
	if _, err := Builtin().With([]Model{{}}); err == nil || !strings.HasPrefix(err.Error(), "models: a model without a symbol") {
		t.Errorf("a model that is none: %v", err)
	}
}

func TestVerifyModels(t *testing.T) {
	found := loadPackages(t)
	lookup := func(path string) (*types.Package, error) {
		if p := found[path]; p != nil {
			return p, nil
		}
		return nil, errors.New("no required module provides it")
	}
	for text, want := range map[string]string{ // empty: the model is right
		"crypto/aes.NewCipher 0=key result=block-cipher":             "",
		"crypto/cipher.AEAD.Seal receiver=cipher 1=nonce":            "",
		"fmt.Sprintf result=from 0,1":                                "",
		"crypto/rand.Read fills 0=secure-random":                     "",
		"net/http.Cookie.Value role=token":                           "",
		"crypto/rand.Reader origin=secure-random":                    "",
		"github.com/google/uuid.UUID origin=uuid":                    "",
		"gopkg.in/square/go-jose.v2.JSONWebEncryption.Decrypt 0=key": "",
		"crypto/ed25519.Verify verdict=0":                            "",
		"crypto/subtle.ConstantTimeCompare verdict=0":                "",
		"fmt.Errorf result=from 0,1":                                 "",
		"crypto/rsa.VerifyPSS verdict=0":                             "",
		"crypto/rand.Read complete":                                  "",
		"encoding/pem.Encode part-on-error":                          "encoding/pem.Encode does not return an error after another result",
		"encoding/asn1.Marshal part-on-error":                        "",

		"crypto/aes.NewCihper 0=key":            "crypto/aes has no function NewCihper: did you mean NewCipher?",
		"crypto/aes.Xylophone 0=key":            "crypto/aes has no function Xylophone: correct the symbol, or take the model out",
		"crypto/cipher.AEDA.Seal 0=key":         "crypto/cipher has no type AEDA: did you mean AEAD?",
		"crypto/cipher.AEAD.Seel 0=key":         "crypto/cipher.AEAD has no method or field Seel: did you mean Seal?",
		"net/http.Cookie.Vlaue role=token":      "net/http.Cookie has no method or field Vlaue: did you mean Value?",
		"hash.Hash.Write 0=message":             "hash.Hash.Write belongs to io.Writer, which Hash embeds: name it there",
		"example.com/vault.Seal result=uuid":    "example.com/vault.Seal: package example.com/vault cannot be found: no required module provides it",
		"crypto/aes.NewCipher 1=key":            "crypto/aes.NewCipher has no argument 1: it has one, argument 0",
		"fmt.Sprintf 2=key":                     "fmt.Sprintf has no argument 2: it has arguments 0 to 1",
		"fmt.Sprintf result=from 0,2":           "fmt.Sprintf has no argument 2: it has arguments 0 to 1",
		"crypto/rand.Text 0=key":                "crypto/rand.Text has no argument 0: it has no arguments",
		"crypto/rand.Text result=from receiver": "crypto/rand.Text is not a method and has no receiver",
		"crypto/aes.NewCipher results 1=uuid":   "crypto/aes.NewCipher returns an error as result 1, which has no origin",
		"crypto/rand.Text results 1=uuid":       "crypto/rand.Text has no result 1: it has one, result 0",
		"crypto/rand.Text verdict=1":            "crypto/rand.Text has no result 1: it has one, result 0",
		"crypto/rand.Text verdict=0":            "crypto/rand.Text returns a string as result 0: a verdict is an error, a bool or an int",
		"crypto/rand.Text part-on-error":        "crypto/rand.Text does not return an error after another result",
		"crypto/rand.Text resets":               "crypto/rand.Text is not a method and has no receiver",
		"fmt.Sprintf fills 0=uuid":              "fmt.Sprintf cannot fill argument 0, which is a string",
		"fmt.Sprintf appends 0=uuid":            "fmt.Sprintf cannot fill argument 0, which is a string",
		"fmt.Sprintf origin=uuid":               "fmt.Sprintf is a function: say args, result or fills of it",
		"crypto/rand.Reader result=uuid":        "crypto/rand.Reader is not a function: say an origin of it",
		"crypto/aes.BlockSize origin=constant":  "crypto/aes.BlockSize is a constant, which speaks for itself",
	} {
		// A model that is right stands before it, to see the index.
		wrong := VerifyModels([]Model{mustModel(t, "crypto/rand.Text result=secure-random"), mustModel(t, text)}, lookup)
		switch {
		case want == "" && len(wrong) > 0:
			t.Errorf("%s: %v", text, wrong[0])
		case want != "" && (len(wrong) != 1 || wrong[0].Index != 1 || !strings.HasPrefix(wrong[0].Error(), "models: "+want)):
			t.Errorf("%s: %v, want %s", text, wrong, want)
		}
	}
}
