// Package disk reads and writes sectors.
package disk

import "crypto/cipher"

func goodWrite(block cipher.Block, iv, data []byte) {
	cipher.NewCBCEncrypter(block, iv).CryptBlocks(data, data)
}

func goodRead(block cipher.Block, iv, data []byte) {
	cipher.NewCBCDecrypter(block, iv).CryptBlocks(data, data)
}
