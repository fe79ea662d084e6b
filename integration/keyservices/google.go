package keyservices

import (
	"context"
	"errors"
	"hash/crc32"

	kms "cloud.google.com/go/kms/apiv1"
	"cloud.google.com/go/kms/apiv1/kmspb"
	"google.golang.org/protobuf/types/known/wrapperspb"
)

// errCRC means that a message was damaged between here and the service, which
// TLS does not find if it happens inside a machine.
var errCRC = errors.New("the checksum of Google Cloud KMS does not match")

// GoogleKMS wraps data keys with a symmetric key of Google Cloud KMS. The
// program needs the role roles/cloudkms.cryptoKeyEncrypterDecrypter.
type GoogleKMS struct {
	Client *kms.KeyManagementClient
	// Key is projects/…/locations/…/keyRings/…/cryptoKeys/….
	Key string
}

// Wrap implements envelope.KeyService.
func (s GoogleKMS) Wrap(ctx context.Context, key []byte, keyContext string) ([]byte, error) {
	out, err := s.Client.Encrypt(ctx, &kmspb.EncryptRequest{
		Name: s.Key, Plaintext: key, PlaintextCrc32C: checksum(key),
		AdditionalAuthenticatedData: []byte(keyContext), AdditionalAuthenticatedDataCrc32C: checksum([]byte(keyContext)),
	})
	if err != nil {
		return nil, err
	}
	verified := out.GetVerifiedPlaintextCrc32C() && out.GetVerifiedAdditionalAuthenticatedDataCrc32C()
	if !verified || out.GetCiphertextCrc32C().GetValue() != checksum(out.GetCiphertext()).GetValue() {
		return nil, errCRC
	}
	return out.GetCiphertext(), nil
}

// Unwrap implements envelope.KeyService.
func (s GoogleKMS) Unwrap(ctx context.Context, wrapped []byte, keyContext string) ([]byte, error) {
	out, err := s.Client.Decrypt(ctx, &kmspb.DecryptRequest{
		Name: s.Key, Ciphertext: wrapped, CiphertextCrc32C: checksum(wrapped),
		AdditionalAuthenticatedData: []byte(keyContext), AdditionalAuthenticatedDataCrc32C: checksum([]byte(keyContext)),
	})
	if err != nil {
		return nil, err
	}
	if out.GetPlaintextCrc32C().GetValue() != checksum(out.GetPlaintext()).GetValue() {
		return nil, errCRC
	}
	return out.GetPlaintext(), nil
}

func checksum(b []byte) *wrapperspb.Int64Value {
	return wrapperspb.Int64(int64(crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))))
}
