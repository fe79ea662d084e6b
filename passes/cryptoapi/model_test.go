package cryptoapi

import (
	"errors"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestModelsThatCheckAccepts(t *testing.T) {
	for _, m := range []Model{
		{Symbol: "example.com/vault.Import", Args: map[int]string{1: "key"}},
		{Symbol: "example.com/vault.Box.Seal", Receiver: "cipher", Args: map[int]string{0: "nonce"}, Result: "ciphertext", Algorithm: "GCM"},
		{Symbol: "example.com/vault.Draw", Results: map[int]string{0: "uuid", 1: "secure-random"}},
		{Symbol: "example.com/vault.Fill", Fills: map[int]string{0: "secure-random"}},
		{Symbol: "example.com/vault.Hex", Copies: []int{0}},
		{Symbol: "example.com/vault.Sum", Args: map[int]string{0: "message"}, Result: "digest", Algorithm: "MD5"},
		{Symbol: "example.com/vault.Quiet", Args: map[int]string{0: "none"}, Result: "unknown"},
		{Symbol: "example.com/conf.Settings.Key", Role: "key", Origin: "environment"},
		{Symbol: "example.com/conf.Default", Origin: "constant"},
		{Symbol: "gopkg.in/box.v2.Seal", Args: map[int]string{0: "key"}},
		{Symbol: "errors.New", Copies: []int{0}},
	} {
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", m.Symbol, err)
		}
	}
}

func TestModelsThatCheckRefuses(t *testing.T) {
	const seal = "example.com/vault.Seal"
	for _, c := range []struct {
		model Model
		want  string
	}{
		{Model{Result: "uuid"}, `a model without a symbol: write it as "example.com/vault.Seal"`},
		{Model{Symbol: "(*example.com/vault.Box).Seal", Result: "uuid"}, "without brackets or asterisks"},
		{Model{Symbol: "example.com/vault Seal", Result: "uuid"}, "without spaces"},
		{Model{Symbol: "Seal", Result: "uuid"}, "is not an import path and a name"},
		{Model{Symbol: "example.com/vault.", Result: "uuid"}, "is not an import path and a name"},
		{Model{Symbol: "example.com/vault", Result: "uuid"}, "is not an import path and a name"},
		{Model{Symbol: "example.com/vault.Se-al", Result: "uuid"}, "is not an import path and a name"},
		{Model{Symbol: seal}, seal + ": the model says nothing: say args, result or fills of a function"},
		{Model{Symbol: seal, Args: map[int]string{0: "kye"}}, seal + `: unknown role "kye": did you mean key?`},
		{Model{Symbol: seal, Args: map[int]string{0: "MAC key"}}, `unknown role "MAC key": did you mean mac-key?`},
		{Model{Symbol: seal, Args: map[int]string{0: "xylophone"}}, `unknown role "xylophone": use one of associated-data, `},
		{Model{Symbol: seal, Args: map[int]string{0: "secure-random"}}, "secure-random is an origin, and a role is needed"},
		{Model{Symbol: seal, Result: "secure_random"}, `unknown origin "secure_random": did you mean secure-random?`},
		{Model{Symbol: seal, Fills: map[int]string{0: "token"}}, "token is a role, and an origin is needed"},
		{Model{Symbol: seal, Args: map[int]string{-1: "key"}}, "there is no argument -1: arguments count from 0"},
		{Model{Symbol: seal, Copies: []int{-2}}, "there is no argument -2"},
		{Model{Symbol: seal, Results: map[int]string{2: "uuid"}}, "a model cannot speak of result 2"},
		{Model{Symbol: seal, Result: "uuid", Results: map[int]string{0: "uuid"}}, "the first result is told twice"},
		{Model{Symbol: seal, Result: "unknown", Copies: []int{0}}, "a result that copies an argument is not unknown"},
		{Model{Symbol: seal, Result: "uuid", Origin: "uuid"}, "a model cannot say both"},
		{Model{Symbol: seal, Receiver: "cipher"}, "a function has no receiver"},
		{Model{Symbol: seal, Role: "key"}, "only struct fields have a role"},
		{Model{Symbol: seal, Origin: "unknown"}, "says nothing of a field, variable or type"},
		{Model{Symbol: seal, Result: "digest", Algorithm: "SHA1"}, `unknown algorithm "SHA1": did you mean SHA-1?`},
		{Model{Symbol: seal, Result: "digest", Algorithm: "Whirlpool"}, `unknown algorithm "Whirlpool": leave it out, or say one of BLAKE2b, `},
		{Model{Symbol: seal, Args: map[int]string{0: "key"}, Algorithm: "AES"}, `the algorithm "AES" belongs to nothing that the model speaks of`},
	} {
		err := c.model.Check()
		if err == nil {
			t.Errorf("%+v is accepted, want %q", c.model, c.want)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v:\n\t%v, want\n\t%s", c.model, err, c.want)
		}
	}
}

func FuzzModelSymbol(f *testing.F) {
	f.Add("example.com/vault.Box.Seal")
	f.Add("gopkg.in/box.v2.Seal")
	f.Fuzz(func(t *testing.T, symbol string) {
		m := Model{Symbol: symbol, Result: "uuid"}
		if m.Check() != nil {
			return
		}
		for _, k := range readings(symbol) {
			if got := k.path + "." + k.rowName(); got != symbol {
				t.Errorf("%q is read as %q", symbol, got)
			}
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

// The roles that no word names need more than a word to be judged.

func TestWith(t *testing.T) {
	table, err := Builtin().With([]Model{
		{Symbol: "crypto/cipher.AEAD.Seal", Args: map[int]string{2: "none"}},
		{Symbol: "net/http.Cookie.Value", Role: "secret"},
		{Symbol: "fmt.Sprint", Result: "constant"},
		{Symbol: "example.com/hsm.Session.Tag", Receiver: "cipher", Args: map[int]string{0: "message", 1: "mac-key"}, Result: "mac-tag", Algorithm: "SHA-1"},
	})
	if err != nil {
		t.Fatal(err)
	}
	builtin := Builtin().FuncNamed("crypto/cipher", "AEAD", "Seal")
	seal := table.FuncNamed("crypto/cipher", "AEAD", "Seal")
	if seal.Args[2] != NoRole || seal.Args[1] != AsNonce || seal.Result.Kind != Ciphertext || seal.Partial {
		t.Errorf("what the model does not say of Seal is lost: %+v", seal)
	}
	if builtin.Args[2] != AsPlaintext {
		t.Errorf("the built-in row has changed: %+v", builtin)
	}
	if value := table.FieldNamed("net/http.Cookie.Value"); value.Role != AsSecretKey || value.Source.Kind != Network {
		t.Errorf("Cookie.Value = %+v", value)
	}
	tag := table.FuncNamed("example.com/hsm", "Session", "Tag")
	want := &Func{
		Package: "example.com/hsm", Name: "Session.Tag", Args: Args{Receiver: AsKeyed, 0: AsMessage, 1: AsMACKey},
		Result: Is(MACTag, "SHA-1", 1, Receiver, 0), Fills: Fills{}, Partial: true,
	}
	if !reflect.DeepEqual(tag, want) {
		t.Errorf("Session.Tag = %+v, want %+v", tag, want)
	}
	if !table.Modelled("example.com/hsm") || !table.Described("example.com/hsm") || Builtin().Modelled("example.com/hsm") {
		t.Error("the importers of a package that a model names are worth analysing, and only those")
	}
	if !table.Carrier("fmt") {
		t.Error("fmt no longer only carries values")
	}
}

func TestWithRefuses(t *testing.T) {
	seal := Model{Symbol: "example.com/vault.Seal", Args: map[int]string{0: "key"}}
	_, err := Builtin().With([]Model{seal, seal})
	if want := "models: example.com/vault.Seal is described twice: put what is said of it into one model"; err == nil || err.Error() != want {
		t.Errorf("the same model twice: %v, want %s", err, want)
	}
	if _, err := Builtin().With([]Model{{Symbol: "example.com/vault.Seal"}}); err == nil || !strings.HasPrefix(err.Error(), "models: example.com/vault.Seal: the model says nothing") {
		t.Errorf("a model that says nothing: %v", err)
	}
}

func TestVerify(t *testing.T) {
	found := loadPackages(t)
	lookup := func(path string) (*types.Package, error) {
		if p := found[path]; p != nil {
			return p, nil
		}
		return nil, errors.New("no required module provides it")
	}
	for _, c := range []struct {
		model Model
		want  string // empty: the model is right
	}{
		{Model{Symbol: "crypto/aes.NewCipher", Args: map[int]string{0: "key"}, Result: "block-cipher"}, ""},
		{Model{Symbol: "crypto/cipher.AEAD.Seal", Receiver: "cipher", Args: map[int]string{1: "nonce"}}, ""},
		{Model{Symbol: "fmt.Sprintf", Copies: []int{0, 1}}, ""},
		{Model{Symbol: "crypto/rand.Read", Fills: map[int]string{0: "secure-random"}}, ""},
		{Model{Symbol: "net/http.Cookie.Value", Role: "token"}, ""},
		{Model{Symbol: "crypto/rand.Reader", Origin: "secure-random"}, ""},
		{Model{Symbol: "github.com/google/uuid.UUID", Origin: "uuid"}, ""},
		{Model{Symbol: "gopkg.in/square/go-jose.v2.JSONWebEncryption.Decrypt", Args: map[int]string{0: "key"}}, ""},

		{Model{Symbol: "crypto/aes.NewCihper", Args: map[int]string{0: "key"}}, "crypto/aes has no function NewCihper: did you mean NewCipher?"},
		{Model{Symbol: "crypto/aes.Xylophone", Args: map[int]string{0: "key"}}, "crypto/aes has no function Xylophone: correct the symbol, or take the model out"},
		{Model{Symbol: "crypto/cipher.AEDA.Seal", Args: map[int]string{0: "key"}}, "crypto/cipher has no type AEDA: did you mean AEAD?"},
		{Model{Symbol: "crypto/cipher.AEAD.Seel", Args: map[int]string{0: "key"}}, "crypto/cipher.AEAD has no method or field Seel: did you mean Seal?"},
		{Model{Symbol: "net/http.Cookie.Vlaue", Role: "token"}, "net/http.Cookie has no method or field Vlaue: did you mean Value?"},
		{Model{Symbol: "hash.Hash.Write", Args: map[int]string{0: "message"}}, "hash.Hash.Write belongs to io.Writer, which Hash embeds: name it there"},
		{Model{Symbol: "example.com/vault.Seal", Result: "uuid"}, "example.com/vault.Seal: package example.com/vault cannot be found: no required module provides it"},
		{Model{Symbol: "crypto/aes.NewCipher", Args: map[int]string{1: "key"}}, "crypto/aes.NewCipher has no argument 1: it has one, argument 0"},
		{Model{Symbol: "fmt.Sprintf", Args: map[int]string{2: "key"}}, "fmt.Sprintf has no argument 2: it has arguments 0 to 1"},
		{Model{Symbol: "crypto/rand.Text", Args: map[int]string{0: "key"}}, "crypto/rand.Text has no argument 0: it has no arguments"},
		{Model{Symbol: "crypto/aes.NewCipher", Results: map[int]string{1: "uuid"}}, "result 1 of crypto/aes.NewCipher is an error, which has no origin"},
		{Model{Symbol: "crypto/rand.Text", Results: map[int]string{1: "uuid"}}, "crypto/rand.Text has no result 1: it has one, result 0"},
		{Model{Symbol: "fmt.Sprintf", Fills: map[int]string{0: "uuid"}}, "fmt.Sprintf cannot fill argument 0, which is a string"},
		{Model{Symbol: "fmt.Sprintf", Origin: "uuid"}, "fmt.Sprintf is a function: say args, result or fills of it"},
		{Model{Symbol: "crypto/rand.Reader", Result: "uuid"}, "crypto/rand.Reader is not a function: say an origin of it"},
		{Model{Symbol: "crypto/aes.BlockSize", Origin: "constant"}, "crypto/aes.BlockSize is a constant, which speaks for itself"},
		{Model{Symbol: "crypto/aes.NewCipher"}, "crypto/aes.NewCipher: the model says nothing"},
	} {
		// A model that is right stands before it, to see the index.
		wrong := VerifyModels([]Model{{Symbol: "crypto/rand.Text", Result: "secure-random"}, c.model}, lookup)
		switch {
		case c.want == "" && len(wrong) > 0:
			t.Errorf("%s: %v", c.model.Symbol, wrong[0])
		case c.want != "" && (len(wrong) != 1 || wrong[0].Index != 1 || !strings.HasPrefix(wrong[0].Error(), "models: "+c.want)):
			t.Errorf("%s: %v, want %s", c.model.Symbol, wrong, c.want)
		}
	}
}
