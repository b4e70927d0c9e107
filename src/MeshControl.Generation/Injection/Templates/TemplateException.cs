namespace MeshControl.Generation.Injection.Templates;

/// <summary>A template that cannot be used; the message says which and what to do.</summary>
internal sealed class TemplateException(string message) : Exception(message);
