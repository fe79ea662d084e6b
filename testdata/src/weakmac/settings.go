package weakmac

import (
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
)

// nested walks down a document. What it finds in the end is what the document has there.
func nested(document map[string]any, keys ...string) any {
	if len(keys) == 0 {
		return nil
	}
	found, ok := document[keys[0]]
	if !ok {
		return nil
	}
	if len(keys) == 1 {
		return found
	}
	below, ok := found.(map[string]any)
	if !ok {
		return nil
	}
	return nested(below, keys[1:]...)
}

func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	}
	return fmt.Sprint(v)
}

func goodNested(document map[string]any, message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(textOf(nested(document, "storage", "secret"))))
	mac.Write(message)
	return mac.Sum(nil)
}

// node is a list of settings.
type node struct {
	name, text string
	next       *node
}

// NewNode returns a list that begins with a setting.
func NewNode(name, text string, next *node) *node { return &node{name, text, next} }

func (n *node) find(name string, last bool) string {
	switch {
	case last:
		return ""
	case n.name == name:
		return n.text
	}
	return n.next.find(name, n.next.next == nil)
}

func goodList(n *node, message []byte) []byte {
	mac := hmac.New(sha256.New, []byte(n.find("secret", false)))
	mac.Write(message)
	return mac.Sum(nil)
}

// The store has no secret where the document has none.
func goodSetting(document map[string]any) *Store {
	secret, _ := nested(document, "storage", "secret").(string)
	return &Store{Secret: secret}
}

// Store signs with what is configured.
type Store struct{ Secret string }

// Sign is called where there is a secret.
func (s *Store) Sign(message []byte) []byte {
	mac := hmac.New(sha256.New, []byte("V4"+s.Secret))
	mac.Write(message)
	return mac.Sum(nil)
}

// keyOf knows one key, and no other.
func keyOf(name, secret string) []byte {
	if name == "upload" {
		return []byte(secret)
	}
	return nil
}

func badOtherName(secret string, message []byte) []byte {
	mac := hmac.New(sha256.New, keyOf("download", secret)) // want `CL104: the key of hmac.New is empty`
	mac.Write(message)
	return mac.Sum(nil)
}

func goodKnownName(secret string, message []byte) []byte {
	mac := hmac.New(sha256.New, keyOf("upload", secret))
	mac.Write(message)
	return mac.Sum(nil)
}
