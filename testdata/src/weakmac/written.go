package weakmac

import (
	"crypto/hmac"
	"crypto/sha256"
	"strconv"
)

// What a truth value and a number are written as are texts, whose sum is a text.
func goodFlags(key []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strconv.FormatBool(false) + strconv.Itoa(0)))
	return mac.Sum(nil)
}

func goodWrittenFlags(key []byte) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(written(false) + written(0)))
	return mac.Sum(nil)
}

func written(v any) string {
	switch v := v.(type) {
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	}
	return ""
}
