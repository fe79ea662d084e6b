package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"

	"example.test/fixednonce/wire"
)

// The fixed nonce comes from another function, a field, a closure or another
// package. The finding stands where somebody chose the nonce for the message.

// sealWith leaves the choice of the nonce to its callers.
func sealWith(aead cipher.AEAD, nonce, record []byte) []byte {
	return aead.Seal(nonce, nonce, record, nil)
}

func badConstantPassedToHelper(aead cipher.AEAD, record []byte) []byte {
	return sealWith(aead, []byte("session-0001"), record) // want `CL205: .*constant`
}

// sealTwoSteps is one more step between the constant and the cipher.
func sealTwoSteps(aead cipher.AEAD, nonce string, record []byte) []byte {
	return sealWith(aead, []byte(nonce), record)
}

func badConstantPassedThroughTwoHelpers(aead cipher.AEAD, record []byte) []byte {
	return sealTwoSteps(aead, "session-0002", record) // want `CL205: .*constant`
}

func badConstantPassedToHelperOfAnotherPackage(aead cipher.AEAD, frame []byte) []byte {
	return wire.SealFrame(aead, make([]byte, 12), frame) // want `CL205: .*zero`
}

func badConstantOfAnotherPackage(block cipher.Block, padded []byte) {
	cipher.NewCBCEncrypter(block, []byte(wire.DefaultIV)).CryptBlocks(padded, padded) // want `CL205: .*constant`
}

func badVariableOfAnotherPackage(aead cipher.AEAD, frame []byte) []byte {
	return aead.Seal(nil, wire.LegacyNonce, frame, nil) // want `CL205: .*LegacyNonce`
}

func badEmptyBufferOfAnotherPackageNeverFilled(aead cipher.AEAD, frame []byte) []byte {
	nonce := wire.EmptyNonce(aead)
	return aead.Seal(nonce, nonce, frame, nil) // want `CL205: .*zero`
}

func fixedNonceForTenant() []byte {
	return []byte("tenant-nonce")
}

func badNonceReturnedByHelper(aead cipher.AEAD, record []byte) []byte {
	nonce := fixedNonceForTenant()
	return aead.Seal(nil, nonce, record, nil) // want `CL205: .*constant`
}

// columnCipher encrypts the columns of a table, as plug-ins of ORMs do.
type columnCipher struct {
	aead  cipher.AEAD
	nonce []byte
}

func newColumnCipher(key []byte) (*columnCipher, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return &columnCipher{aead: aead, nonce: make([]byte, aead.NonceSize())}, nil
}

func (c *columnCipher) badNonceFieldOnlyMadeInConstructor(value []byte) []byte {
	return c.aead.Seal(nil, c.nonce, value, nil) // want `CL205: .*zero`
}

// cbcOptions are the defaults of a driver for an old appliance.
type cbcOptions struct {
	key [32]byte
	iv  string
}

func defaultOptions(key [32]byte) cbcOptions {
	return cbcOptions{key: key, iv: "applianceIV-1234"}
}

func badIVFieldOfReturnedStruct(key [32]byte, padded []byte) error {
	options := defaultOptions(key)
	block, err := aes.NewCipher(options.key[:])
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(block, []byte(options.iv)).CryptBlocks(padded, padded) // want `CL205: .*constant`
	return nil
}

func badNonceCapturedByClosure(aead cipher.AEAD) func([]byte) []byte {
	nonce := []byte("closurenonce")
	return func(record []byte) []byte {
		return aead.Seal(nil, nonce, record, nil) // want `CL205: .*constant`
	}
}

func sealAny[T ~string | ~[]byte](aead cipher.AEAD, nonce []byte, message T) []byte {
	return aead.Seal(nil, nonce, []byte(message), nil)
}

func badConstantPassedToGenericHelper(aead cipher.AEAD, message string) []byte {
	return sealAny(aead, []byte("generic-nonc"), message) // want `CL205: .*constant`
}

// frameSealer has one implementation in this package.
type frameSealer interface {
	sealFrame(nonce, frame []byte) []byte
}

type gcmSealer struct{ aead cipher.AEAD }

func (s gcmSealer) sealFrame(nonce, frame []byte) []byte {
	return s.aead.Seal(nil, nonce, frame, nil)
}

var _ frameSealer = gcmSealer{}

func badConstantPassedThroughInterface(sealer frameSealer, frame []byte) []byte {
	return sealer.sealFrame([]byte("iface-nonce!"), frame) // want `CL205: .*constant`
}

func badConstantWhereNoNonceWasGiven(aead cipher.AEAD, nonce, record []byte) []byte {
	if len(nonce) == 0 {
		nonce = []byte("defaultnonce")
	}
	return aead.Seal(nil, nonce, record, nil) // want `CL205: .*constant`
}

// sealZero is safe only under keys that are used once.
func sealZero(key, message []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return aead.Seal(nil, make([]byte, aead.NonceSize()), message, nil), nil // want `CL205: .*zero`
}

// vault keeps one key for all its secrets.
type vault struct{ masterKey []byte }

func (v *vault) badZeroNonceUnderTheMasterKey(secret []byte) ([]byte, error) {
	return sealZero(v.masterKey, secret)
}
