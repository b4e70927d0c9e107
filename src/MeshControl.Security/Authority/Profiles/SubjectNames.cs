using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Security.Identity;

namespace MeshControl.Security.Authority.Profiles;

/// <summary>The names of a certificate or of a request for one. Written by hand: <see cref="Uri"/>, which the framework's builder takes, changes the text.</summary>
internal static class SubjectNames
{
    private const string SubjectAlternativeName = "2.5.29.17";
    private static readonly Asn1Tag DnsName = new(TagClass.ContextSpecific, 2);
    private static readonly Asn1Tag UriName = new(TagClass.ContextSpecific, 6);

    public static X509Extension Of(SpiffeId identity, ImmutableArray<string> hosts)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, identity.ToString(), UriName);
            foreach (var host in hosts)
            {
                writer.WriteCharacterString(UniversalTagNumber.IA5String, host, DnsName);
            }
        }

        return new X509Extension(SubjectAlternativeName, writer.Encode(), critical: true);
    }
}
