// Command command makes keys and shows them.
package main

import (
	"crypto/aes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"fmt"
	"log"
	"os"
)

func main() {
	goodGenerated()
	goodPrivateKey()
	goodPEM()
	goodLoggedNewKey()
	goodShow([]byte(os.Args[1]))
	badLogged([]byte(os.Getenv("KEY")))
	badLoggedPrivateKey()
}

// People run the program for the key.
func goodGenerated() {
	key := make([]byte, 32)
	if _, err := rand.Read(key); err != nil {
		log.Fatal(err)
	}
	fmt.Println(hex.EncodeToString(key))
}

func goodPrivateKey() {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%x\n%x\n", public, private)
}

func goodPEM() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		log.Fatal(err)
	}
	pem.Encode(os.Stdout, &pem.Block{Type: "PRIVATE KEY", Bytes: der})
	fmt.Println(string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})))
}

func goodLoggedNewKey() {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("private key: %x", private.Seed())
}

// A command that shows a key on the terminal.
func goodShow(key []byte) {
	if _, err := aes.NewCipher(key); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%x\n", key)
}

func badLogged(key []byte) {
	log.Printf("key %x", key) // want `CL607: log.Printf logs "key"`
	if _, err := aes.NewCipher(key); err != nil {
		log.Fatal(err)
	}
}

func badLoggedPrivateKey() {
	der, err := os.ReadFile("server.key")
	if err != nil {
		log.Fatal(err)
	}
	key, err := x509.ParseECPrivateKey(der)
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("key %v", key) // want `CL607: log.Printf logs "key"`
}
