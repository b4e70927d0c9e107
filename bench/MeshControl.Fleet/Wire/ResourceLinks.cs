using System.Collections.Immutable;

namespace MeshControl.Fleet.Wire;

/// <summary>
/// What a response of clusters or listeners says about the names they lead to. Most proxies differ only in resources that lead nowhere
/// (their own inbound side), so that they share this even where their responses differ; equal ones are one object. A resource that stops
/// leading anywhere keeps what it led to subscribed, which no change made here does.
/// </summary>
internal sealed record ResourceLinks(ResourceKind Kind, ImmutableArray<ResourceFact> Resources, ImmutableArray<string> Removed);
