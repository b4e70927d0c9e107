using MeshControl.Generation.Output;
using MeshControl.Xds.Pushing;
using MeshControl.Xds.Requests;

namespace MeshControl.Xds.Sessions;

/// <summary>What state of the world and delta do differently.</summary>
internal interface IAdsProtocol
{
    bool IsDelta { get; }

    /// <summary>Books a request: its answer to an earlier response, and what it says about the subscription.</summary>
    void Receive(ResourceSubscription subscription, AdsRequest request, IRequestContext context);

    /// <summary>The content of the next response, or null where there is nothing to say; the subscription is then brought to the view.</summary>
    ResponseDraft? Compose(ResourceSubscription subscription, ResourceView view, IComposeContext context);
}
