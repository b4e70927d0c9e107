using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Pushing;
using Microsoft.Extensions.Logging;

namespace MeshControl.Xds.Sessions;

/// <summary>What all sessions of a server share.</summary>
internal sealed record AdsSessionContext(AdsOptions Options, ResponseBodyCache Bodies, AdsMetrics Metrics, TimeProvider Clock, ILogger Log);
