package hardcodedkey

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/sha512"
)

// Telegram prescribes the first key: the secret is the token, from which the key is derived.
const webAppSecret = "WebAppData"

func goodBotKey(token, data string, tag []byte) bool {
	key := authenticated([]byte(token), []byte(webAppSecret))
	return hmac.Equal(authenticated([]byte(data), key), tag)
}

func goodBotKeyWritten(password string, data, tag []byte) bool {
	extract := hmac.New(sha512.New, []byte(webAppSecret))
	extract.Write([]byte(password))
	mac := hmac.New(sha256.New, extract.Sum(nil))
	mac.Write(data)
	return hmac.Equal(mac.Sum(nil), tag)
}

// What everybody knows makes no key.
const masterSecret = "kR8#vTq2!mZx"

func badTenantKey(tenant, data string) []byte {
	key := authenticated([]byte(tenant), []byte(masterSecret)) // want "CL605: the key of hmac.New, called by hardcodedkey.authenticated, is a constant"
	return authenticated([]byte(data), key)
}

// A tag of a token that is kept is no key.
func badTokenTag(token string) []byte {
	return authenticated([]byte(token), []byte(pepperSecret)) // want "CL605: the key of hmac.New, called by hardcodedkey.authenticated, is a constant"
}

const pepperSecret = "pA7!wYc3#nBv"

func authenticated(message, key []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write(message)
	return mac.Sum(nil)
}
