using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MeshControl.Security.Authentication;

/// <summary>The subject alternative names of a certificate or of a request for one, read from their DER.</summary>
/// <param name="Uris">URI names, character by character.</param>
/// <param name="Others">How many names of other kinds there are.</param>
internal readonly record struct UriNames(ImmutableArray<string> Uris, int Others)
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <exception cref="CryptographicException">The extension is malformed or there twice.</exception>
    public static UriNames Of(IEnumerable<X509Extension> extensions)
    {
        var found = extensions.Where(extension => extension.Oid?.Value == SubjectAlternativeName).ToList();
        if (found.Count > 1)
        {
            throw new CryptographicException("more than one subjectAltName extension");
        }

        var uris = ImmutableArray.CreateBuilder<string>();
        var others = 0;
        try
        {
            foreach (var extension in found)
            {
                var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
                var names = reader.ReadSequence();
                reader.ThrowIfNotEmpty();
                while (names.HasData)
                {
                    if (names.PeekTag().HasSameClassAndValue(Uri))
                    {
                        uris.Add(names.ReadCharacterString(UniversalTagNumber.IA5String, Uri));
                    }
                    else
                    {
                        names.ReadEncodedValue();
                        others++;
                    }
                }
            }
        }
        catch (AsnContentException e)
        {
            throw new CryptographicException("a malformed subjectAltName extension", e);
        }

        return new UriNames(uris.ToImmutable(), others);
    }
}
