package hardcodedkey

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"

	"example.test/hardcodedkey/defaults"
)

// The keys are written in a package that imports no cryptography.

func badVariableElsewhere() (cipher.Block, error) {
	return aes.NewCipher(defaults.StorageKey) // want `CL605: the key of aes.NewCipher is a constant`
}

func badResultElsewhere() (cipher.Block, error) {
	return aes.NewCipher(defaults.SessionKey()) // want `CL605: the key of aes.NewCipher is a constant`
}

func badFieldElsewhere(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.New().Secret)) // want `CL605: the key of hmac.New is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

func badFilledElsewhere() (cipher.Block, error) {
	key := make([]byte, 32)
	defaults.Fill(key)
	return aes.NewCipher(key) // want `CL605: the key of aes.NewCipher is a constant`
}

func goodLabelElsewhere(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.New().Label))
	mac.Write(message)
	return mac.Sum(nil)
}

func goodFieldOfOperator(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.FromEnvironment().Secret))
	mac.Write(message)
	return mac.Sum(nil)
}

func badFieldOfVariableElsewhere(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.Settings.Secret)) // want `CL605: the key of hmac.New is a constant when none is configured`
	mac.Write(message)
	return mac.Sum(nil)
}

func goodLabelOfVariableElsewhere(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.Settings.Label))
	mac.Write(message)
	return mac.Sum(nil)
}
