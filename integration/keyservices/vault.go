package keyservices

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/hashicorp/vault/api"
)

// Vault wraps data keys with a key of the transit engine, of a type with
// authenticated encryption such as aes256-gcm96, the default. The token needs
// the capability update on <mount>/encrypt/<key> and <mount>/decrypt/<key>.
type Vault struct {
	Client *api.Client
	Mount  string // "transit", if it was enabled without a path
	Key    string
}

// Wrap implements envelope.KeyService.
func (v Vault) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	text, err := v.call(ctx, "encrypt", "ciphertext", map[string]any{
		"plaintext":       base64.StdEncoding.EncodeToString(key),
		"associated_data": base64.StdEncoding.EncodeToString([]byte(keyContext)),
	})
	return []byte(text), err
}

// Unwrap implements envelope.KeyService.
func (v Vault) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	text, err := v.call(ctx, "decrypt", "plaintext", map[string]any{
		"ciphertext":      string(wrapped),
		"associated_data": base64.StdEncoding.EncodeToString([]byte(keyContext)),
	})
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, errors.New("vault: the plaintext is not base64") // the error of base64 could hold some of it
	}
	return key, nil
}

// call writes to a path of the engine, and returns one field of the answer.
func (v Vault) call(ctx context.Context, action, field string, data map[string]any) (string, error) {
	answer, err := v.Client.Logical().WriteWithContext(ctx, v.Mount+"/"+action+"/"+v.Key, data)
	if err != nil {
		return "", err
	}
	if answer == nil {
		return "", fmt.Errorf("vault: no answer to %s", action)
	}
	text, ok := answer.Data[field].(string)
	if !ok {
		return "", fmt.Errorf("vault: the answer to %s has no %s", action, field)
	}
	return text, nil
}
