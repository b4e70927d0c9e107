namespace MeshControl.Generation.Filters.Authentication;

/// <summary>The key set of an issuer whose keys are not known: no token verifies, requests without one pass (security specification 4.4).</summary>
internal static class DiscardedKeySet
{
    // RSA-2048 of the RSA Factoring Challenge: its factors were destroyed when it was made, so that nobody holds the private key.
    private const string Modulus =
        "x5cM7tzDsHVEkCAaeqYTzXOREIHHkPXxqHJvRjVQu1t_8NuOHqEYnscvk9FlABG9chrurMKs3jKgQQfwZIwoE6MfWwt3Zf-LRLS2_8kzhLZG6wnHz16FktQOozyAA581"
        + "tPFKBLUfe_14G-TRZzFkuo65kcLE1zC7vjX1kr3vUkr36Nrv0mxm_ALEea-J1k03P0QnCUOd5mzrlV8-o31RWfYTWAn4UzS1yxgTrdyAzQVgnxCsapWtZYcskJUlva0y"
        + "vHKVkmQpIPJMYdxbPDt5I-VrFqTZ03PYch8ko_wPGzEx9VYVFyhmvMww-VBUyCTnM6XraBf3vBY5nUjGNhzH5Q";

    public const string Json = "{\"keys\":[{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"" + Modulus + "\"}]}";
}
