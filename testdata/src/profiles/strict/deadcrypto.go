package strict

import (
	"crypto/tls"

	"golang.org/x/crypto/acme/autocert"
	"golang.org/x/crypto/ssh"
)

func badOrderOfServer(config *tls.Config) {
	config.PreferServerCipherSuites = true // want "CL905: tls.Config.PreferServerCipherSuites was deprecated in Go 1.18; why: it has no effect; fix: leave it out"
}

func badKindOfCertificate() *autocert.Manager {
	return &autocert.Manager{Prompt: autocert.AcceptTOS, ForceRSA: true} // want "CL905: autocert.Manager.ForceRSA is deprecated; why: it has no effect"
}

func badOldName(signer ssh.AlgorithmSigner, data []byte) (*ssh.Signature, error) {
	return signer.SignWithAlgorithm(nil, data, ssh.SigAlgoRSASHA2256) // want "CL905: ssh.SigAlgoRSASHA2256 is deprecated"
}

func goodName(signer ssh.AlgorithmSigner, data []byte) (*ssh.Signature, error) {
	return signer.SignWithAlgorithm(nil, data, ssh.KeyAlgoRSASHA256)
}
