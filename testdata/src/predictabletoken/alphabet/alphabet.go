// Package alphabet generates states letter by letter.
package alphabet

import (
	"crypto/rand"
	"encoding/hex"
	"math/big"
	"strings"

	"golang.org/x/oauth2"
)

const letters = "abcdefghijklmnopqrstuvwxyz234567"

func goodPrefix(config *oauth2.Config, length int) string {
	state := []byte("st-")
	for range length {
		state = append(state, letters[pick(len(letters))])
	}
	return config.AuthCodeURL(string(state))
}

func pick(n int) int64 {
	i, err := rand.Int(rand.Reader, big.NewInt(int64(n)))
	if err != nil {
		panic(err)
	}
	return i.Int64()
}

type generator struct {
	alphabet []string
	words    int
}

func (g *generator) text() string {
	var words []string
	for len(words) < g.words {
		words = append(words, g.alphabet[pick(len(g.alphabet))])
	}
	return "login-" + strings.Join(words, "-")
}

func newGenerator() *generator {
	return &generator{alphabet: []string{"able", "acid", "aged", "also"}, words: 12}
}

func goodWords(config *oauth2.Config) string {
	return config.AuthCodeURL(newGenerator().text())
}

func suffix(length int) string {
	if length == 0 {
		return ""
	}
	b := make([]byte, length)
	rand.Read(b)
	return hex.EncodeToString(b)
}

func goodSuffix(config *oauth2.Config, length int) string {
	return config.AuthCodeURL("login-" + suffix(length))
}

// goodTemplate fills in a form of a text.
func goodTemplate(config *oauth2.Config) string {
	state := []byte("xxxx-xxxx-xxxx-xxxx")
	for i, b := range state {
		if b == 'x' {
			state[i] = letters[pick(len(letters))]
		}
	}
	return config.AuthCodeURL(string(state))
}

func badFixedUnlessConfigured(config *oauth2.Config, strict bool) string {
	state := "state"
	if strict {
		state = suffix(16)
	}
	return config.AuthCodeURL(state) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}

func badWhenItFails(config *oauth2.Config) string {
	return config.AuthCodeURL(generated()) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}

func generated() string {
	b := make([]byte, 16)
	if _, err := rand.Read(b); err != nil {
		return "random"
	}
	return "login-" + hex.EncodeToString(b)
}

func badJoined(config *oauth2.Config, tail bool) string {
	state := "login-"
	if tail {
		state += "tail"
	}
	return config.AuthCodeURL(state) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}

func badAlphabet(config *oauth2.Config) string {
	return config.AuthCodeURL(letters) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}

func badAlwaysFirst(config *oauth2.Config) string {
	return config.AuthCodeURL(newGenerator().alphabet[0]) // want "CL402: the state of oauth2.Config.AuthCodeURL is a constant"
}
