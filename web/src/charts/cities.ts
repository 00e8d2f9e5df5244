// SPDX-License-Identifier: Apache-2.0
// Where cities lie, by their English names in the lexicon: longitude and latitude to a tenth of a degree, from general
// knowledge. A place that is not here is shown at its state.

const kList =
    'Tripoli 13.2 32.9;Benghazi 20.1 32.1;Misrata 15.1 32.4;Sirte 16.6 31.2;Sabha 14.4 27.0;Tobruk 23.9 32.1;Derna 22.6 32.8;' +
    'Zawiya 12.7 32.8;Tarhuna 13.6 32.4;Jufra 15.8 29.1;Bani Walid 14.0 31.8;Ajdabiya 20.2 30.8;Kufra 23.3 24.2;Ghadames 9.5 30.1;' +
    'Cairo 31.2 30.0;Alexandria 29.9 31.2;Giza 31.2 30.0;Suez 32.5 30.0;Port Said 32.3 31.3;Sidi Barrani 26.0 31.6;Rafah 34.2 31.3;' +
    'Sharm el-Sheikh 34.3 27.9;Arish 33.8 31.1;Tunis 10.2 36.8;Sfax 10.8 34.7;Algiers 3.1 36.8;Oran -0.6 35.7;Constantine 6.6 36.4;' +
    'Rabat -6.8 34.0;Casablanca -7.6 33.6;Bouznika -7.2 33.8;Skhirat -7.0 33.9;Marrakesh -8.0 31.6;Tangier -5.8 35.8;Nouakchott -16.0 18.1;' +
    'Khartoum 32.5 15.6;Omdurman 32.5 15.6;Port Sudan 37.2 19.6;El Fasher 25.3 13.6;Juba 31.6 4.9;Mogadishu 45.3 2.0;Djibouti 43.1 11.6;' +
    'Jerusalem 35.2 31.8;Gaza 34.5 31.5;Ramallah 35.2 31.9;Nablus 35.3 32.2;Hebron 35.1 31.5;Jenin 35.3 32.5;Khan Yunis 34.3 31.3;' +
    'Tel Aviv 34.8 32.1;Haifa 35.0 32.8;Beirut 35.5 33.9;Sidon 35.4 33.6;Tyre 35.2 33.3;Damascus 36.3 33.5;Aleppo 37.2 36.2;Homs 36.7 34.7;' +
    'Hama 36.8 35.1;Idlib 36.6 35.9;Latakia 35.8 35.5;Daraa 36.1 32.6;Raqqa 39.0 35.9;Deir ez-Zor 40.1 35.3;Hasakah 40.7 36.5;Amman 35.9 31.9;' +
    'Baghdad 44.4 33.3;Basra 47.8 30.5;Mosul 43.1 36.3;Erbil 44.0 36.2;Kirkuk 44.4 35.5;Najaf 44.3 32.0;Karbala 44.0 32.6;Riyadh 46.7 24.7;' +
    'Jeddah 39.2 21.5;Mecca 39.8 21.4;Medina 39.6 24.5;Kuwait City 48.0 29.4;Doha 51.5 25.3;Manama 50.6 26.2;Abu Dhabi 54.4 24.5;Dubai 55.3 25.2;' +
    'Muscat 58.4 23.6;Sanaa 44.2 15.4;Aden 45.0 12.8;Hodeidah 43.0 14.8;Taiz 44.0 13.6;Marib 45.3 15.5;Ankara 32.9 39.9;Istanbul 29.0 41.0;' +
    'Tehran 51.4 35.7;Isfahan 51.7 32.7;Moscow 37.6 55.8;Saint Petersburg 30.3 59.9;Kyiv 30.5 50.5;Berlin 13.4 52.5;Paris 2.3 48.9;London -0.1 51.5;' +
    'Brussels 4.4 50.8;Geneva 6.1 46.2;Rome 12.5 41.9;Madrid -3.7 40.4;Vienna 16.4 48.2;Athens 23.7 38.0;Nicosia 33.4 35.2;Valletta 14.5 35.9;' +
    'Washington -77.0 38.9;New York -74.0 40.7;Beijing 116.4 39.9;New Delhi 77.2 28.6;Islamabad 73.0 33.7;Kabul 69.2 34.5;Addis Ababa 38.7 9.0;' +
    'Nairobi 36.8 -1.3;Tokyo 139.7 35.7;Munich 11.6 48.1;Stockholm 18.1 59.3;Montreux 6.9 46.4;Astana 71.4 51.2;Sochi 39.7 43.6;Malta 14.5 35.9';

const kCities = new Map(kList.split(';').map((entry): [string, [number, number]] => {
  const [, name = '', x = '0', y = '0'] = /^(.*) (-?[\d.]+) (-?[\d.]+)$/.exec(entry) ?? [];
  return [name.toLowerCase(), [Number(x), Number(y)]];
}));

export function cityAt(english: string | null): [number, number] | null {
  return english === null ? null : kCities.get(english.toLowerCase().trim()) ?? null;
}
