using System.Text.Json;

namespace MeshControl.Server.Webhooks;

/// <summary>What an API server asks before it stores an object (admission.k8s.io/v1, AdmissionReview.request).</summary>
/// <param name="Uid">Goes back in the answer.</param>
/// <param name="Group">The object's group; empty for the core group.</param>
/// <param name="Version">The version that the object is written in.</param>
/// <param name="Kind">The object's kind, such as <c>Pod</c>.</param>
/// <param name="Namespace">Where the object is made; a pod that a controller makes may not say it itself.</param>
/// <param name="Name">Empty where the server is to make it up (generateName).</param>
/// <param name="Operation">CREATE, UPDATE, DELETE or CONNECT.</param>
/// <param name="Object">The new object; undefined for DELETE.</param>
/// <param name="OldObject">The stored object; undefined for CREATE.</param>
/// <param name="DryRun">Nothing is stored, so nothing may be changed elsewhere.</param>
/// <param name="Path">The path and query that were called, which may carry parameters: <c>/inject/cluster/one</c>.</param>
public sealed record AdmissionRequest(
    string Uid,
    string Group,
    string Version,
    string Kind,
    string Namespace,
    string Name,
    string Operation,
    JsonElement Object,
    JsonElement OldObject,
    bool DryRun,
    string Path);
