import type { Release } from '../kubernetes/release.ts';
import { podFromTemplate } from '../store/store-object.ts';
import type { PodPlace } from './pod-places.ts';
import type { Pod } from './workload.ts';

/** The Pod as the API server would store it. */
export const storedPod = (place: PodPlace, release: Release): Pod => podFromTemplate(place, release);
