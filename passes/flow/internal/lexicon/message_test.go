package lexicon

import "testing"

func TestWhichWayAMessageGoes(t *testing.T) {
	for _, name := range []string{"plaintext", "msg", "m", "loginMessage", "rsaEncrypt", "EncryptSession"} {
		if !SaysPlaintext(name) || SaysOpening(name) {
			t.Errorf("%s is to be encrypted", name)
		}
	}
	for _, name := range []string{"sig", "signature", "cipherText", "publicDecrypt", "VerifyRaw", "recover"} {
		if !SaysOpening(name) {
			t.Errorf("%s is decrypted or verified", name)
		}
	}
	for _, name := range []string{"blindSign", "Unblind", "blindedMessage"} {
		if !SaysBlind(name) {
			t.Errorf("%s is about blinding", name)
		}
	}
	if SaysBlind("bindAddress") || SaysOpening("number") || SaysPlaintext("modulus") {
		t.Error("a word that says nothing says something")
	}
}

func TestWhatIsAboutAuthentication(t *testing.T) {
	for _, name := range []string{"computeHMAC", "macKey", "GenericSignature", "authTag"} {
		if !SaysAuthentication(name) {
			t.Errorf("%s is about authentication", name)
		}
	}
	for _, name := range []string{"stage", "machine", "assignment", "encryptCBC"} {
		if SaysAuthentication(name) {
			t.Errorf("%s is not about authentication", name)
		}
	}
	if !SaysKeystream("maskHeader") || !SaysKeystream("ctrDRBG") || SaysKeystream("encryptNote") {
		t.Error("a keystream is not known by its name")
	}
	if !SaysCumulative("runningDigest") || SaysCumulative("digestOf") {
		t.Error("a digest of everything so far is not known by its name")
	}
}
