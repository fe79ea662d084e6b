package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"net/http"
	"os"
	"strconv"
	"time"

	"example.test/fixednonce/wire"
	"golang.org/x/crypto/pbkdf2"
)

// The nonce is not written in the program, but repeats or can be foretold.

func badNonceFromTheClock(aead cipher.AEAD, record []byte) []byte {
	nonce := make([]byte, 12)
	binary.BigEndian.PutUint64(nonce[4:], uint64(time.Now().UnixNano()))
	return aead.Seal(nonce, nonce, record, nil) // want `CL205: .*(time|clock)`
}

func badNonceFromFormattedDate(aead cipher.AEAD, record []byte) []byte {
	nonce := []byte(time.Now().Format("20060102150405"))[:12]
	return aead.Seal(nil, nonce, record, nil) // want `CL205: .*(time|clock)`
}

func badIVFromUnixSeconds(block cipher.Block, padded []byte) {
	iv := make([]byte, aes.BlockSize)
	copy(iv, strconv.FormatInt(time.Now().Unix(), 10))
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(padded, padded) // want `CL205: .*(time|clock)`
}

func badIVFromProcessID(block cipher.Block, data []byte) {
	iv := make([]byte, aes.BlockSize)
	binary.LittleEndian.PutUint32(iv, uint32(os.Getpid()))
	cipher.NewCTR(block, iv).XORKeyStream(data, data) // want `CL205: .*process`
}

func badIVIsThePrefixOfTheKey(key, padded []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	out := make([]byte, len(padded))
	mode := cipher.NewCBCEncrypter(block, key[:block.BlockSize()]) // want `CL205: .*key`
	mode.CryptBlocks(out, padded)
	return out, nil
}

func badNonceIsTheHashOfTheKey(key, record []byte) ([]byte, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(key)
	return aead.Seal(nil, sum[:aead.NonceSize()], record, nil), nil // want `CL205: .*key`
}

// badKeyAndIVAreHashesOfThePassword makes the same pair for every message.
func badKeyAndIVAreHashesOfThePassword(password string, data []byte) error {
	key := sha256.Sum256([]byte(password))
	iv := md5.Sum([]byte(password))
	block, err := aes.NewCipher(key[:])
	if err != nil {
		return err
	}
	cipher.NewCTR(block, iv[:]).XORKeyStream(data, data) // want `CL205: .*password`
	return nil
}

// badIVDerivedWithAConstantSalt derives key and IV together, but the salt
// never changes, so neither does the pair.
func badIVDerivedWithAConstantSalt(password string, padded []byte) error {
	derived := pbkdf2.Key([]byte(password), []byte("saltsalt"), 600_000, 48, sha256.New)
	block, err := aes.NewCipher(derived[:32])
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(block, derived[32:]).CryptBlocks(padded, padded) // want `CL205: .*(salt|password)`
	return nil
}

// badNonceIsTheHashOfTheMessage publishes a hash of the message, by which
// anybody can check a guess.
func badNonceIsTheHashOfTheMessage(aead cipher.AEAD, message []byte) []byte {
	digest := sha256.Sum256(message)
	nonce := digest[:aead.NonceSize()]
	return aead.Seal(nonce, nonce, message, nil) // want `CL205: .*message`
}

// badNonceChosenByThePeer lets a client that repeats its nonce break the key.
func badNonceChosenByThePeer(aead cipher.AEAD, w http.ResponseWriter, r *http.Request, reply []byte) {
	nonce, err := hex.DecodeString(r.Header.Get("X-Nonce"))
	if err != nil || len(nonce) != aead.NonceSize() {
		http.Error(w, "bad nonce", http.StatusBadRequest)
		return
	}
	w.Write(aead.Seal(nil, nonce, reply, nil)) // want `CL205: .*(peer|request)`
}

func badNonceOfThePeerInHelper(aead cipher.AEAD, w http.ResponseWriter, r *http.Request, reply []byte) {
	nonce, err := hex.DecodeString(r.Header.Get("X-Nonce"))
	if err != nil || len(nonce) != aead.NonceSize() {
		http.Error(w, "bad nonce", http.StatusBadRequest)
		return
	}
	w.Write(wire.Answer(aead, nonce, reply)) // want `CL205: .*peer`
}

// The same tag under a constant nonce is that of all requests.
func badTagUnderConstantNonce(aead cipher.AEAD, r *http.Request) []byte {
	return wire.Tag(aead, []byte("nonce of tag"), []byte(r.URL.Path)) // want `CL205: .*constant`
}
