package fixednonce

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/hex"
	"io"

	"golang.org/x/crypto/chacha20"
)

// CTR and OFB have no direction of their own, and the name of a function has none either.

// applyCTR serves both directions: its callers decide.
func applyCTR(key, iv, out, in []byte) error {
	block, err := aes.NewCipher(key)
	if err != nil {
		return err
	}
	cipher.NewCTR(block, iv).XORKeyStream(out, in)
	return nil
}

func badHelperOfBothDirectionsEncrypts(key []byte, note string) ([]byte, error) {
	out := make([]byte, len(note))
	return out, applyCTR(key, []byte("0123456789abcdef"), out, []byte(note)) // want `CL205: .*constant`
}

// UploadReader encrypts what is read through it.
func UploadReader(block cipher.Block, file io.Reader) io.Reader {
	iv := make([]byte, aes.BlockSize)
	return &cipher.StreamReader{S: cipher.NewCTR(block, iv), R: file} // want `CL205: .*zero`
}

func badOpenerThatEncrypts(block cipher.Block, w io.Writer) io.Writer {
	return &cipher.StreamWriter{S: cipher.NewOFB(block, []byte("fixed initial iv")), W: w} // want `CL205: .*constant`
}

// badConstantInFrontOfWhatIsEncrypted cuts the IV from the buffer, where it has put it.
func badConstantInFrontOfWhatIsEncrypted(block cipher.Block, text []byte) []byte {
	buffer := make([]byte, 16+len(text))
	copy(buffer[:16], "0123456789abcdef")
	copy(buffer[16:], text)
	cipher.NewCTR(block, buffer[:16]).XORKeyStream(buffer[16:], buffer[16:]) // want `CL205: .*constant`
	return buffer
}

// badEncodedAfterwards encrypts, since the digits are made of what comes out.
func badEncodedAfterwards(key, text []byte) (string, error) {
	stream, err := chacha20.NewUnauthenticatedCipher(key, []byte("twelve bytes")) // want `CL205: .*constant`
	if err != nil {
		return "", err
	}
	out := make([]byte, len(text))
	stream.XORKeyStream(out, text)
	return hex.EncodeToString(out), nil
}

// badMessageUnderConstants is what a self-test looks like, with a message in it.
func badMessageUnderConstants(message []byte) ([]byte, error) {
	out := make([]byte, len(message))
	return out, applyCTR([]byte("YELLOW SUBMARINE"), make([]byte, 16), out, message) // want `CL205: .*zero`
}
