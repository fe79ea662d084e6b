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
	if none.Is("crypto/cipher.NewCTR") || none.Does(Encrypt) || (*Field)(nil).Is("a.B.C") || (*Var)(nil).Is("a.B") || (*Type)(nil).Is("a.B") {
		t.Error("no row is the row of something")
	}
	if _, ok := none.Verdict(); ok {
		t.Error("no row has a verdict")
	}
}

// The rows of two import paths with the same functions are two rows.
func TestIsTellsPackagesApart(t *testing.T) {
	v4 := Builtin().FuncNamed("github.com/golang-jwt/jwt/v4", "", "Parse")
	if !v4.Is("github.com/golang-jwt/jwt/v4.Parse") || v4.Is("github.com/golang-jwt/jwt/v5.Parse") {
		t.Errorf("the row of version 4 is that of %s.%s", v4.Package, v4.Name)
	}
}
