package keyservices_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"

	kmsapi "cloud.google.com/go/kms/apiv1"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/hashicorp/vault/api"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/cryptolint/cryptolint/integration/keyservices"
	"github.com/cryptolint/cryptolint/safeapi/envelope"
)

// services returns a service of each kind, before its stand-in.
func services(t *testing.T) map[string]envelope.KeyService {
	t.Helper()
	keys := newStandInKeys()
	amazon, vault := newAWS(keys), newVault(keys)
	t.Cleanup(amazon.Close)
	t.Cleanup(vault.Close)
	address, stop, err := newGoogle(keys)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	googleClient, err := newGoogleClient(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { googleClient.Close() })
	vaultClient, err := newVaultClient(vault.URL)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]envelope.KeyService{
		"AWS KMS":          keyservices.AWSKMS{Client: newAWSClient(amazon.URL), KeyID: awsKey},
		"Google Cloud KMS": keyservices.GoogleKMS{Client: googleClient, Key: googleKey},
		"Vault":            keyservices.Vault{Client: vaultClient, Mount: "transit", Key: vaultKey},
	}
}

// newAWSClient is, in a program, kms.NewFromConfig with config.LoadDefaultConfig.
func newAWSClient(url string) *kms.Client {
	return kms.New(kms.Options{
		Region: "eu-central-1", BaseEndpoint: aws.String(url),
		Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "an example", ""),
	})
}

// newGoogleClient is, in a program, kms.NewKeyManagementClient(ctx).
func newGoogleClient(ctx context.Context, address string) (*kmsapi.KeyManagementClient, error) {
	return kmsapi.NewKeyManagementClient(ctx, option.WithEndpoint(address), option.WithoutAuthentication(),
		option.WithGRPCDialOption(grpc.WithTransportCredentials(insecure.NewCredentials())))
}

// newVaultClient is, in a program, api.NewClient(api.DefaultConfig()), which
// reads VAULT_ADDR and VAULT_TOKEN.
func newVaultClient(url string) (*api.Client, error) {
	config := api.DefaultConfig()
	config.Address = url
	config.MaxRetries = 0
	client, err := api.NewClient(config)
	if err != nil {
		return nil, err
	}
	client.SetToken("hvs.example")
	return client, nil
}

func TestRoundTrip(t *testing.T) {
	for name, service := range services(t) {
		t.Run(name, func(t *testing.T) {
			for _, keyContext := range []string{"", "customer addresses"} {
				e := envelope.New(service, keyContext, envelope.Limits{})
				stored, err := e.Encrypt(t.Context(), []byte("1 Main Street"), "user 4711")
				if err != nil {
					t.Fatal(err)
				}
				another := envelope.New(service, keyContext, envelope.Limits{})
				if got, err := another.Decrypt(t.Context(), stored, "user 4711"); err != nil || string(got) != "1 Main Street" {
					t.Errorf("%q, %v", got, err)
				}
				rewrapped, err := e.Rewrap(t.Context(), stored)
				if err != nil || bytes.Equal(rewrapped, stored) {
					t.Errorf("Rewrap: %v", err)
				}
				if got, err := another.Decrypt(t.Context(), rewrapped, "user 4711"); err != nil || string(got) != "1 Main Street" {
					t.Errorf("rewrapped: %q, %v", got, err)
				}
			}
		})
	}
}

func TestUnwrapFails(t *testing.T) {
	for name, service := range services(t) {
		t.Run(name, func(t *testing.T) {
			key := bytes.Repeat([]byte{7}, 32)
			wrapped, err := service.Wrap(t.Context(), key, "addresses")
			if err != nil {
				t.Fatal(err)
			}
			if got, err := service.Unwrap(t.Context(), wrapped, "addresses"); err != nil || !bytes.Equal(got, key) {
				t.Fatalf("%x, %v", got, err)
			}
			altered := bytes.Clone(wrapped)
			altered[len(altered)/2] ^= 1
			for what, f := range map[string]func() ([]byte, error){
				"another context": func() ([]byte, error) { return service.Unwrap(t.Context(), wrapped, "invoices") },
				"no context":      func() ([]byte, error) { return service.Unwrap(t.Context(), wrapped, "") },
				"altered":         func() ([]byte, error) { return service.Unwrap(t.Context(), altered, "addresses") },
				"nothing":         func() ([]byte, error) { return service.Unwrap(t.Context(), nil, "addresses") },
			} {
				if got, err := f(); err == nil || got != nil {
					t.Errorf("%s: %x, %v", what, got, err)
				}
			}
		})
	}
}

// Each service is asked for a key that it does not have, or with credentials
// that it does not know.
func TestServiceRefuses(t *testing.T) {
	good := services(t)
	vault := good["Vault"].(keyservices.Vault)
	stranger, err := vault.Client.Clone()
	if err != nil {
		t.Fatal(err)
	}
	stranger.SetToken("another")
	for name, service := range map[string]envelope.KeyService{
		"AWS KMS, another key":          keyservices.AWSKMS{Client: good["AWS KMS"].(keyservices.AWSKMS).Client, KeyID: "alias/other"},
		"Google Cloud KMS, another key": keyservices.GoogleKMS{Client: good["Google Cloud KMS"].(keyservices.GoogleKMS).Client, Key: "other"},
		"Vault, another key":            keyservices.Vault{Client: vault.Client, Mount: "transit", Key: "other"},
		"Vault, another token":          keyservices.Vault{Client: stranger, Mount: "transit", Key: vaultKey},
	} {
		if _, err := envelope.New(service, "", envelope.Limits{}).Encrypt(t.Context(), nil, ""); !errors.Is(err, envelope.ErrKeyService) {
			t.Errorf("%s: %v; want ErrKeyService", name, err)
		}
	}
}

func ExampleAWSKMS() {
	standIn := newAWS(newStandInKeys())
	defer standIn.Close()

	service := keyservices.AWSKMS{Client: newAWSClient(standIn.URL), KeyID: awsKey}
	fmt.Println(use(envelope.New(service, "customer addresses", envelope.Limits{})))
	// Output: 1 Main Street <nil>
}

func ExampleGoogleKMS() {
	address, stop, err := newGoogle(newStandInKeys())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer stop()
	client, err := newGoogleClient(context.Background(), address)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer client.Close()

	service := keyservices.GoogleKMS{Client: client, Key: googleKey}
	fmt.Println(use(envelope.New(service, "customer addresses", envelope.Limits{})))
	// Output: 1 Main Street <nil>
}

func ExampleVault() {
	standIn := newVault(newStandInKeys())
	defer standIn.Close()
	client, err := newVaultClient(standIn.URL)
	if err != nil {
		fmt.Println(err)
		return
	}

	service := keyservices.Vault{Client: client, Mount: "transit", Key: vaultKey}
	fmt.Println(use(envelope.New(service, "customer addresses", envelope.Limits{})))
	// Output: 1 Main Street <nil>
}

func use(addresses *envelope.Envelope) (string, error) {
	ctx := context.Background()
	stored, err := addresses.Encrypt(ctx, []byte("1 Main Street"), "user 4711")
	if err != nil {
		return "", err
	}
	address, err := addresses.Decrypt(ctx, stored, "user 4711")
	return string(address), err
}
