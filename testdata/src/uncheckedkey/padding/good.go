package padding

import (
	"bytes"
	"crypto/cipher"
	"errors"
)

func goodPaddingChecked(block cipher.Block, iv, data []byte) ([]byte, error) {
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	length := int(data[len(data)-1])
	if length == 0 || length > block.BlockSize() || length > len(data) {
		return nil, errors.New("wrong padding")
	}
	return data[:len(data)-length], nil
}

// goodEndChecked compares the difference.
func goodEndChecked(block cipher.Block, iv, data []byte) ([]byte, error) {
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	end := len(data) - int(data[len(data)-1])
	if end < 0 {
		return nil, errors.New("wrong padding")
	}
	return data[:end], nil
}

// goodPaddingCompared compares all bytes of the padding.
func goodPaddingCompared(block cipher.Block, iv, data []byte) ([]byte, error) {
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	last := data[len(data)-1]
	if !bytes.HasSuffix(data, bytes.Repeat([]byte{last}, int(last))) {
		return nil, errors.New("wrong padding")
	}
	return data[:len(data)-int(last)], nil
}

// goodLengthByte cuts what was never encrypted.
func goodLengthByte(frame []byte) []byte {
	return frame[:len(frame)-int(frame[len(frame)-1])]
}

// goodRecovered returns an error instead.
func goodRecovered(block cipher.Block, iv, data []byte) (plaintext []byte, err error) {
	defer func() {
		if recover() != nil {
			plaintext, err = nil, errors.New("wrong padding")
		}
	}()
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	return data[:len(data)-int(data[len(data)-1])], nil
}

// goodFixedCut cuts what a format says.
func goodFixedCut(block cipher.Block, iv, data []byte) []byte {
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
	return data[:len(data)-4]
}
