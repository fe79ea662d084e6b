package keyservices

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

// AWSKMS wraps data keys with a symmetric key of AWS KMS. The program needs the
// permissions kms:Encrypt and kms:Decrypt; a policy can ask for an encryption
// context (kms:EncryptionContext:purpose).
type AWSKMS struct {
	Client *kms.Client
	// KeyID is the ARN of the key. Unwrapping accepts no other key.
	KeyID string
}

// Wrap implements envelope.KeyService.
func (s AWSKMS) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	out, err := s.Client.Encrypt(ctx, &kms.EncryptInput{
		KeyId: aws.String(s.KeyID), Plaintext: key, EncryptionContext: encryptionContext(keyContext),
	})
	if err != nil {
		return nil, err
	}
	return out.CiphertextBlob, nil
}

// Unwrap implements envelope.KeyService.
func (s AWSKMS) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	out, err := s.Client.Decrypt(ctx, &kms.DecryptInput{
		KeyId: aws.String(s.KeyID), CiphertextBlob: wrapped, EncryptionContext: encryptionContext(keyContext),
	})
	if err != nil {
		return nil, err
	}
	return out.Plaintext, nil
}

func encryptionContext(keyContext string) map[string]string {
	if keyContext == "" {
		return nil
	}
	return map[string]string{"purpose": keyContext}
}
