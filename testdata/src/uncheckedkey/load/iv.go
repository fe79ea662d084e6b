package load

import "os"

// IV returns the IV of the store.
func IV() []byte {
	iv, err := os.ReadFile("store.iv")
	if err != nil || len(iv) != 16 {
		panic("store.iv has no IV")
	}
	return iv
}
