// Package modulobias gives out tokens, passwords and codes.
package modulobias

import (
	"bufio"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"strings"

	"example.test/modulobias/letters"
	"example.test/modulobias/words"
)

type account struct {
	Password   string
	ResetToken string
	APIKey     string
	Nickname   string
}

func badNewSessionToken() string {
	b := make([]byte, 32)
	rand.Read(b)
	for i := range b {
		b[i] = words.Alphanumeric[int(b[i])%words.Count]
	}
	return string(b) // want `CL404: the session id in the result of badNewSessionToken is made with a random number % 62, which is not uniform; why: some results come out more often than others, and an attacker who tries those first needs fewer guesses; fix: use crypto/rand.Text, or crypto/rand.Int for each character, or token.Text from`
}

var letterRunes = []rune("abcdefghijklmnopqrstuvwxyz")

func badRunes(a *account) error {
	b := make([]byte, 20)
	if _, err := io.ReadFull(rand.Reader, b); err != nil {
		return err
	}
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = letterRunes[int(c)%len(letterRunes)]
	}
	a.ResetToken = string(runes) // want `CL404: the token in modulobias.account.ResetToken .* % 26`
	return nil
}

func badCode() (oneTimeCode string) {
	var b [6]byte
	rand.Read(b[:])
	for i := range b {
		b[i] = '0' + b[i]%10
	}
	return string(b[:]) // want `CL404: .* one-time code .* % 10, .* fix: use crypto/rand.Int, or token.Text from`
}

const symbols = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789!$%&/()=?"

func badPassword(a *account) {
	reader := bufio.NewReader(rand.Reader)
	var text strings.Builder
	for range 16 {
		c, err := reader.ReadByte()
		if err != nil {
			return
		}
		text.WriteByte(symbols[c%byte(len(symbols))])
	}
	a.Password = text.String() // want `CL404: the password in modulobias.account.Password .* % 63, .* or password.Policy.Generate`
}

func randomText(n int) string {
	b := make([]byte, n)
	rand.Read(b)
	text := make([]byte, n)
	for i := range text {
		text[i] = words.Alphanumeric[b[i]%byte(len(words.Alphanumeric))]
	}
	return string(text)
}

func badByAHelper(a *account) { a.APIKey = "key_" + randomText(32) } // want `CL404: the API key in modulobias.account.APIKey .* % 62`

func badByOtherPackage(a *account) { a.ResetToken = letters.Random(20) } // want `CL404: .* % 26`

func badCookie(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session_token", Value: letters.Random(40), Secure: true, HttpOnly: true}) // want `CL404: the token for http.Cookie.Value is made with a random number % 26`
}

func spell(out, random []byte) {
	for i, c := range random {
		out[i] = words.Alphanumeric[int(c)%words.Count]
	}
}

func badFilledByAHelper(a *account) {
	random, out := make([]byte, 24), make([]byte, 24)
	rand.Read(random)
	spell(out, random)
	a.ResetToken = string(out) // want `CL404: .* % 62`
}

func badFourDigits() (verificationCode string) {
	var b [2]byte
	rand.Read(b[:])
	return fmt.Sprintf("%04d", binary.BigEndian.Uint16(b[:])%10000) // want `CL404: .* % 10000`
}

func chosenFrom(set string, n int) string {
	b := make([]byte, n)
	rand.Read(b)
	for i := range b {
		b[i] = set[b[i]%byte(len(set))]
	}
	return string(b)
}

func badAlphabetOfTheCaller(a *account) { a.ResetToken = chosenFrom(words.Alphanumeric, 24) } // want `CL404: .* % 62`

func chosenFor(a *account, set string) { a.APIKey = "key_" + chosenFrom(set, 24) }

func badAlphabetThroughTwo() (accessToken string) {
	return letters.From("abcdef", 30) // want `CL404: .* % 6,`
}
