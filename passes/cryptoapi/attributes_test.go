package cryptoapi

import "testing"

func TestIs(t *testing.T) {
	cbc := Builtin().FuncNamed("crypto/cipher", "", "NewCBCEncrypter")
	for symbol, want := range map[string]bool{
		"crypto/cipher.NewCBCEncrypter":             true,
		"cipher.NewCBCEncrypter":                    false, // a display name is no identity
		"example.com/crypto/cipher.NewCBCEncrypter": false,
		"crypto/cipher.NewCBC":                      false,
		"crypto/cipher.NewCBCEncrypterX":            false,
		"crypto/cipher/NewCBCEncrypter":             false,
		"crypto/cipher":                             false,
		"":                                          false,
	} {
		if got := cbc.Is(symbol); got != want {
			t.Errorf("NewCBCEncrypter.Is(%q) = %v", symbol, got)
		}
	}
	if !cbc.Is("crypto/cipher.NewCTR", "crypto/cipher.NewCBCEncrypter") || cbc.Is("crypto/cipher.NewCTR", "crypto/cipher.NewOFB") || cbc.Is() {
		t.Error("Is does not look for one of several symbols")
	}
	if seal := Builtin().FuncNamed("crypto/cipher", "AEAD", "Seal"); !seal.Is("crypto/cipher.AEAD.Seal") || seal.Is("crypto/cipher.Seal") {
		t.Error("Is does not know methods")
	}
	if v := Builtin().FieldNamed("crypto/tls.Config.MinVersion"); !v.Is("crypto/tls.Config.MinVersion") || v.Is("crypto/tls.Config.MaxVersion") {
		t.Error("Is does not know fields")
	}
	var none *Func
	if none.Is("crypto/cipher.NewCTR") || none.Does(Encrypt) || (*Field)(nil).Is("a.B.C") {
		t.Error("no row is the row of something")
	}
	if _, ok := none.Verdict(); ok {
		t.Error("no row has a verdict")
	}
	if !cbc.Takes(AsKey, AsNonce) || cbc.Takes(AsKey, AsSalt) || cbc.Takes() || none.Takes(AsNonce) {
		t.Error("NewCBCEncrypter takes a nonce, and no key")
	}
}

// The rows of two import paths with the same functions are two rows.
func TestIsTellsPackagesApart(t *testing.T) {
	v4 := Builtin().FuncNamed("github.com/golang-jwt/jwt/v4", "", "Parse")
	if !v4.Is("github.com/golang-jwt/jwt/v4.Parse") || v4.Is("github.com/golang-jwt/jwt/v5.Parse") {
		t.Errorf("the row of version 4 is that of %s.%s", v4.Package, v4.Name)
	}
}

// What a row makes says what it does, so that a rule which asks for an action finds
// all that have it.
func TestActionsAreThoseOfWhatARowMakes(t *testing.T) {
	want := map[Kind]Action{
		Hasher: Hash, Digest: Hash, MAC: Authenticate, MACTag: Authenticate, Signature: Sign, Ciphertext: Encrypt, Plaintext: Decrypt,
		KDFOutput: Derive, PasswordHash: Derive, SharedSecret: Exchange,
	}
	for _, row := range allFuncRows(t) {
		made := []Source{row.Result, row.Fills[0]}
		for _, s := range made {
			action := want[s.Kind]
			if s.Kind == Hasher && IsChecksum(s.Detail) || row.Does(Exchange) {
				continue // a checksum is no digest, and a key that both sides can compute is one action
			}
			if action != 0 && !row.Does(action) {
				t.Errorf("%s.%s makes what %s does, and does not say so: %s", row.Package, row.Name, action, row)
			}
		}
	}
}

// Who checks a signature or a MAC looks at the verdict.
func TestWhatVerifiesHasAVerdict(t *testing.T) {
	for _, row := range allFuncRows(t) {
		_, hasVerdict := row.Verdict()
		makesObject := row.Is("crypto/hpke.NewRecipient") // its Open has the verdict
		if row.Does(Verify) && !hasVerdict && !makesObject {
			t.Errorf("%s.%s verifies, and nothing says how it went: %s", row.Package, row.Name, row)
		}
		for i, role := range row.Args {
			recovers := row.Name == "RecoverCompact" // it makes the key that fits the signature
			if (role == AsTag || role == AsSignature) && !row.Does(Verify) && !recovers {
				t.Errorf("%s.%s has the %s in argument %d, and does not say that it verifies: %s", row.Package, row.Name, role, i, row)
			}
		}
	}
}

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		path, typ, name string
		want            int
		ok              bool
	}{
		{"crypto/ed25519", "", "Verify", 0, true},
		{"crypto/cipher", "AEAD", "Open", 1, true},
		{"golang.org/x/crypto/bcrypt", "", "CompareHashAndPassword", 0, true},
		{"crypto/cipher", "AEAD", "Seal", 0, false},
	} {
		row := Builtin().FuncNamed(c.path, c.typ, c.name)
		if got, ok := row.Verdict(); got != c.want || ok != c.ok {
			t.Errorf("the verdict of %s.%s is result %d, %v; want %d, %v", c.path, row.Name, got, ok, c.want, c.ok)
		}
	}
	seal, open := Builtin().FuncNamed("crypto/cipher", "AEAD", "Seal"), Builtin().FuncNamed("crypto/cipher", "AEAD", "Open")
	if !seal.Does(Encrypt) || seal.Does(Decrypt) || !open.Does(Decrypt|Encrypt) || open.Does(Encrypt) || seal.Does(0) {
		t.Errorf("Seal does %s, Open %s", seal.Actions, open.Actions)
	}
}

// What was decoded before the error is a part of the secret; where there is no decoding, there
// is nothing.
func TestKeepsPart(t *testing.T) {
	for symbol, want := range map[member]bool{{"", "DecodeString"}: true, {"", "AppendDecode"}: true, {"", "EncodeToString"}: false} {
		if row := Builtin().FuncNamed("encoding/hex", "", symbol.name); row.KeepsPart() != want {
			t.Errorf("%s keeps a part: %v, want %v", row, !want, want)
		}
	}
	if Builtin().FuncNamed("crypto/x509", "", "ParsePKCS1PrivateKey").KeepsPart() || Builtin().FuncNamed("fmt", "", "Nothing").KeepsPart() {
		t.Error("a key that cannot be read is there in part")
	}
}

func TestPackageAttributes(t *testing.T) {
	md4 := Builtin().Package("golang.org/x/crypto/md4")
	vendored := Builtin().Package("example.com/server/vendor/golang.org/x/crypto/md4")
	if md4.Deprecated != "v0.1.0" || vendored != md4 || Builtin().Package("crypto/aes") != (Attributes{}) || Builtin().Package("example.com/md4") != (Attributes{}) {
		t.Errorf("the package md4 says %+v", md4)
	}
	if row := Builtin().FuncNamed("crypto/des", "", "NewCipher"); !row.NotFIPS {
		t.Errorf("a row does not say what its package does: %s", row)
	}
}
