package modulobias

import (
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"math/big"
	"net/http"
	"time"

	"example.test/modulobias/letters"
	"example.test/modulobias/words"
)

func goodText() (sessionToken string) { return rand.Text() }

// 256 numbers are four times 64.
const base64Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func goodPowerOfTwo(a *account) {
	b := make([]byte, 32)
	rand.Read(b)
	for i := range b {
		b[i] = base64Alphabet[int(b[i])%len(base64Alphabet)]
	}
	a.ResetToken = string(b)
}

func goodHexDigits(a *account) {
	const hexDigits = "0123456789abcdef"
	b := make([]byte, 32)
	rand.Read(b)
	for i := range b {
		b[i] = hexDigits[b[i]%16]
	}
	a.APIKey = string(b)
}

// What is above the last multiple of 62 is thrown away.
func goodRejection(a *account) error {
	text := make([]byte, 0, 20)
	random := make([]byte, 32)
	for {
		if _, err := rand.Read(random); err != nil {
			return err
		}
		for _, c := range random {
			if c >= 248 {
				continue
			}
			text = append(text, words.Alphanumeric[c%62])
			if len(text) == cap(text) {
				a.Password = string(text)
				return nil
			}
		}
	}
}

func goodRejectionByElement(a *account) {
	b := make([]byte, 20)
	for i := range b {
		rand.Read(b[i : i+1])
		for int(b[i]) > 255-256%words.Count {
			rand.Read(b[i : i+1])
		}
		b[i] = words.Alphanumeric[int(b[i])%words.Count]
	}
	a.ResetToken = string(b)
}

func belowLimit(c byte) bool { return c < 248 }

func goodRejectionByAHelper(a *account) {
	random := make([]byte, 64)
	rand.Read(random)
	var text []byte
	for _, c := range random {
		if belowLimit(c) {
			text = append(text, words.Alphanumeric[c%62])
		}
	}
	a.ResetToken = string(text)
}

func goodRejectionInOtherPackage(a *account) { a.ResetToken = letters.Fair(20) }

func goodInt() (oneTimeCode string, err error) {
	n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%06d", n), nil
}

// Of four billion numbers, each code has 4294 or 4295.
func goodWideNumber() (oneTimeCode string) {
	var b [4]byte
	rand.Read(b[:])
	return fmt.Sprintf("%06d", binary.BigEndian.Uint32(b[:])%1_000_000)
}

func goodWiderNumber(a *account) {
	b := make([]byte, 8*20)
	rand.Read(b)
	text := make([]byte, 20)
	for i := range text {
		text[i] = words.Alphanumeric[binary.LittleEndian.Uint64(b[8*i:])%62]
	}
	a.ResetToken = string(text)
}

func goodBigModulus() (oneTimeCode string) {
	b := make([]byte, 16)
	rand.Read(b)
	n := new(big.Int).SetBytes(b)
	return n.Mod(n, big.NewInt(1_000_000)).String()
}

// Nobody has to guess a nickname.
func goodNickname(a *account) { a.Nickname = letters.Random(8) }

func goodJitter() time.Duration {
	var b [1]byte
	rand.Read(b[:])
	return time.Duration(b[0]%100) * time.Millisecond
}

// The remainder only says where to begin.
func goodOtherUse(a *account, servers []string) string {
	b := make([]byte, 32)
	rand.Read(b)
	a.APIKey = fmt.Sprintf("%x", b)
	return servers[int(b[0])%len(servers)]
}

func goodTheme(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "variant", Value: letters.Random(4)})
}

// All of each byte is written, in three digits.
func goodDecimalDigits(a *account) {
	b := make([]byte, 20)
	rand.Read(b)
	text := make([]byte, 0, 60)
	for _, c := range b {
		text = append(text, '0'+c/100, '0'+c/10%10, '0'+c%10)
	}
	a.ResetToken = string(text)
}

// The text has 128 random bits besides.
func goodBesideOthers(a *account) { a.ResetToken = letters.Random(4) + rand.Text() }

func goodAlphabetOfTheCaller(a *account) {
	a.ResetToken = chosenFrom(base64Alphabet, 24)
	a.APIKey = letters.From("0123456789abcdef", 32)
}

// What others pass is not known.
func goodAlphabetOfOthers(a *account, set string) { chosenFor(a, set) }
