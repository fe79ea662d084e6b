package hardcodedkey

import (
	"crypto/hmac"
	"crypto/sha256"
	"hash"

	"example.test/hardcodedkey/defaults"
)

// Only the names of the constants say that they are secrets.

const webhookSecret = "the shop around the corner"

func badNamedConstant(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(webhookSecret)) // want `CL605: the key of hmac.New is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

// People see one finding, which lists this place: it has the same cause.
func badSecondUseOfOneConstant(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(webhookSecret)) // want `CL605: the key of hmac.New is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

func badConstantOfFunction(message []byte) []byte {
	const apiSecret = "a corner of the shop"
	mac := hmac.New(sha256.New, []byte((apiSecret))) // want `CL605: the key of hmac.New is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

func badConstantElsewhere(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.CookieSecret)) // want `CL605: the key of hmac.New is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

func newMAC(key string) hash.Hash { return hmac.New(sha256.New, []byte(key)) }

func badConstantForHelper(message []byte) []byte {
	mac := newMAC(defaults.CookieSecret) // want `CL605: the key of hmac.New, called by hardcodedkey.newMAC, is a constant`
	mac.Write(message)
	return mac.Sum(nil)
}

// The label of a derivation is no secret, and another constant of the same value does
// not make it one.

const (
	seedLabel   = "shop seed"
	shopSecret  = "shop number one"
	masterLabel = shopSecret
)

func goodNamedLabel(entropy []byte) []byte {
	mac := hmac.New(sha256.New, []byte(seedLabel))
	mac.Write(entropy)
	return mac.Sum(nil)
}

func goodOtherNameOfTheValue(entropy []byte) []byte {
	mac := newMAC(masterLabel)
	mac.Write(entropy)
	return mac.Sum(nil)
}

func goodLabelConstantElsewhere(entropy []byte) []byte {
	mac := hmac.New(sha256.New, []byte(defaults.SeedLabel))
	mac.Write(entropy)
	return mac.Sum(nil)
}
