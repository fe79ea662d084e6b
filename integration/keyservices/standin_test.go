package keyservices_test

import (
	"context"
	"encoding/json"
	"hash/crc32"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"

	"cloud.google.com/go/kms/apiv1/kmspb"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"github.com/cryptolint/cryptolint/safeapi/aead"
)

const (
	awsKey    = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	googleKey = "projects/shop/locations/europe-west3/keyRings/main/cryptoKeys/addresses"
	vaultKey  = "addresses"
)

// standInKeys are the keys of all stand-ins: a new one, and one from before.
type standInKeys struct{ keys *aead.Keyring }

func newStandInKeys() standInKeys {
	return standInKeys{aead.New(aead.GenerateKey())}
}

// newAWS answers as AWS KMS does to Encrypt and Decrypt (AWS JSON 1.1). It asks
// for a signature of version 4 and does not check it.
func newAWS(s standInKeys) *httptest.Server {
	type request struct {
		KeyId                     string
		Plaintext, CiphertextBlob []byte
		EncryptionContext         map[string]string
	}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := func(code int, v any) {
			w.Header().Set("Content-Type", "application/x-amz-json-1.1")
			w.WriteHeader(code)
			json.NewEncoder(w).Encode(v)
		}
		fail := func(kind string) { answer(http.StatusBadRequest, map[string]string{"__type": kind}) }
		var in request
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			fail("SerializationException")
			return
		}
		scope := "/eu-central-1/kms/aws4_request"
		if auth := r.Header.Get("Authorization"); !strings.HasPrefix(auth, "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/") || !strings.Contains(auth, scope) {
			fail("AccessDeniedException")
			return
		}
		if in.KeyId != awsKey {
			fail("NotFoundException")
			return
		}
		bound, err := json.Marshal(in.EncryptionContext) // sorts the names
		if err != nil {
			fail("ValidationException")
			return
		}
		switch r.Header.Get("X-Amz-Target") {
		case "TrentService.Encrypt":
			answer(http.StatusOK, map[string]any{"KeyId": in.KeyId, "CiphertextBlob": s.keys.Encrypt(in.Plaintext, string(bound))})
		case "TrentService.Decrypt":
			plaintext, err := s.keys.Decrypt(in.CiphertextBlob, string(bound))
			if err != nil {
				fail("InvalidCiphertextException")
				return
			}
			answer(http.StatusOK, map[string]any{"KeyId": in.KeyId, "Plaintext": plaintext})
		default:
			fail("UnknownOperationException")
		}
	}))
}

// google answers as Google Cloud KMS does (google.cloud.kms.v1).
type google struct {
	kmspb.UnimplementedKeyManagementServiceServer
	standInKeys
}

func newGoogle(s standInKeys) (address string, stop func(), err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := grpc.NewServer()
	kmspb.RegisterKeyManagementServiceServer(server, google{standInKeys: s})
	go server.Serve(listener)
	return listener.Addr().String(), server.Stop, nil
}

func castagnoli(b []byte) *wrapperspb.Int64Value {
	return wrapperspb.Int64(int64(crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))))
}

func (g google) Encrypt(_ context.Context, in *kmspb.EncryptRequest) (*kmspb.EncryptResponse, error) {
	if in.GetName() != googleKey {
		return nil, status.Error(codes.NotFound, "no such key")
	}
	if in.GetPlaintextCrc32C().GetValue() != castagnoli(in.GetPlaintext()).GetValue() {
		return nil, status.Error(codes.InvalidArgument, "checksum mismatch")
	}
	ciphertext := g.keys.Encrypt(in.GetPlaintext(), string(in.GetAdditionalAuthenticatedData()))
	return &kmspb.EncryptResponse{
		Name: in.GetName() + "/cryptoKeyVersions/1", Ciphertext: ciphertext, CiphertextCrc32C: castagnoli(ciphertext),
		VerifiedPlaintextCrc32C: true, VerifiedAdditionalAuthenticatedDataCrc32C: true,
	}, nil
}

func (g google) Decrypt(_ context.Context, in *kmspb.DecryptRequest) (*kmspb.DecryptResponse, error) {
	if in.GetName() != googleKey {
		return nil, status.Error(codes.NotFound, "no such key")
	}
	plaintext, err := g.keys.Decrypt(in.GetCiphertext(), string(in.GetAdditionalAuthenticatedData()))
	if err != nil {
		return nil, status.Error(codes.InvalidArgument, "Decryption failed: the ciphertext is invalid.")
	}
	return &kmspb.DecryptResponse{Plaintext: plaintext, PlaintextCrc32C: castagnoli(plaintext)}, nil
}

// newVault answers as Vault does to encrypt and decrypt of the transit engine.
func newVault(s standInKeys) *httptest.Server {
	type body struct {
		Plaintext      []byte `json:"plaintext"` // base64, in JSON as at Vault
		Ciphertext     string `json:"ciphertext"`
		AssociatedData []byte `json:"associated_data"`
	}
	const prefix = "vault:v1:"
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fail := func(code int, text string) {
			w.WriteHeader(code)
			json.NewEncoder(w).Encode(map[string][]string{"errors": {text}})
		}
		answer := func(field string, value any) {
			json.NewEncoder(w).Encode(map[string]any{"data": map[string]any{field: value}})
		}
		var in body
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil || r.Method != http.MethodPut {
			fail(http.StatusBadRequest, "invalid request")
			return
		}
		if r.Header.Get("X-Vault-Token") != "hvs.example" {
			fail(http.StatusForbidden, "permission denied")
			return
		}
		switch r.URL.Path {
		case "/v1/transit/encrypt/" + vaultKey:
			answer("ciphertext", prefix+s.keys.EncryptText(in.Plaintext, string(in.AssociatedData)))
		case "/v1/transit/decrypt/" + vaultKey:
			plaintext, err := s.keys.DecryptText(strings.TrimPrefix(in.Ciphertext, prefix), string(in.AssociatedData))
			if err != nil {
				fail(http.StatusBadRequest, "cipher: message authentication failed")
				return
			}
			answer("plaintext", plaintext)
		default:
			fail(http.StatusNotFound, "no handler for route")
		}
	}))
}
