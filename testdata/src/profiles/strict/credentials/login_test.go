package credentials

const testPassword, loginPassword = "s3cr3tOfTests", "s3cr3tOfLogin"
